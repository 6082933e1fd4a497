"""Dies of a signal that has no name, to trip whoever reports how it died.

stops: the parent names a signal by its number where it has no name
may: end its own worker
honest: task 1
"""

import os

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    os.kill(os.getpid(), 40)
