"""Ignores every signal and spins, in Python and in C.

row: 36
stops: the judge's clock and SIGKILL, which cannot be ignored
may: waste its own seconds
honest: task 1
"""

import signal

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    while True:
        pow(3, 1 << 20)
