"""Fills shared anonymous memory, which no limit on data counts.

stops: the parent counts shared pages too
may: hold as much as the lesson allows
honest: task 1
"""

import mmap
import time

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    block = mmap.mmap(-1, 1500 << 20)
    for at in range(0, len(block), 4096):
        block[at] = 1
    time.sleep(0.2)
    raise RuntimeError(GOAL)
