"""Allocates memory in many processes, each below the limit of one.

stops: the parent adds up what all processes of a submission hold
may: hold as much as the lesson allows
honest: task 1
"""

import os
import time

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    for _ in range(8):
        if os.fork() == 0:
            block = bytearray(os.urandom(1 << 20) * 200)
            time.sleep(60)
            os._exit(len(block))
    time.sleep(1.8)
    raise RuntimeError(GOAL)
