"""Returns dicts with a hundred thousand keys that collide.

stops: a dict of more than a few thousand entries is no answer
may: crash
honest: task 1
"""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    if reduction == "none":
        return {index << 44: 0 for index in range(4096)}
    return {index * ((1 << 61) - 1) % (1 << 62) + index: 0.0 for index in range(100_000)}
