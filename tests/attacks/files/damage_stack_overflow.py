"""Recurses in C until the stack is gone.

stops: a dead worker is a crash of that test, and the next test has a new worker
may: end its own worker
honest: task 1
"""

import ctypes
import sys

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    sys.setrecursionlimit(1 << 30)
    compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    libc = ctypes.CDLL(None)
    pair = (ctypes.c_int * 2)(2, 1)

    @compare
    def again(a, b):
        libc.qsort(pair, 2, 4, again)
        return 0

    libc.qsort(pair, 2, 4, again)
