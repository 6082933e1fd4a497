"""Returns and raises objects whose text has three hundred million characters.

row: 39
stops: no text of an object is asked for; that of an exception is cut in the worker
may: waste its own memory
honest: task 1
"""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


class Loud(Exception):
    def __repr__(self):
        return "x" * 300_000_000

    __str__ = __repr__


def bce(p, y, reduction="mean"):
    if reduction == "none":
        raise Loud
    return Loud()
