"""Leaves threads that are no daemons and never end.

row: 37
stops: nobody waits for the worker's Python to end: it is killed
may: live until its submission ends
honest: task 1
"""

import threading
import time

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


for _ in range(5):
    threading.Thread(target=time.sleep, args=(3600,)).start()
