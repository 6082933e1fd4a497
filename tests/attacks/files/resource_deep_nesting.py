"""Returns lists in lists, ten thousand deep, and a list that holds itself.

stops: an answer is nested thirty-two deep at most
may: crash
honest: task 1
"""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    deep = []
    if reduction == "none":
        deep.append(deep)
        return deep
    for _ in range(10_000):
        deep = [deep]
    return deep
