"""Leaves processes in sessions of their own that ignore every signal.

stops: the whole process namespace is killed after the submission, and again until it is empty
may: live until its submission ends
honest: task 1
"""

import os
import signal
import time

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
                signal.signal(number, signal.SIG_IGN)
            while True:
                time.sleep(1)
        os._exit(0)
