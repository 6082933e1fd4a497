"""Opens files, pipes and sockets until no more can be opened.

stops: the kernel's limit on open files
may: hold as many as the lesson allows
honest: task 1
"""

import os
import socket

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    held = []
    try:
        while True:
            held += [os.pipe(), socket.socketpair(), open("/dev/null")]
    except OSError:
        raise RuntimeError(f"{GOAL if len(held) > 1000 else 'held some'}") from None
