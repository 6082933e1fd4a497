"""Prints sixty megabytes, by print and past Python.

row: 34
stops: printed text is bounded and dropped beyond that
may: print the first ten thousand characters
honest: task 1
"""

import os
import sys

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    for _ in range(60):
        print("x" * (1 << 20))
        sys.stderr.write("\n" * (1 << 10))
        os.write(1, b"x" * (1 << 20))
    return None
