"""Makes shared memory of the device of zeros, which needs no anonymous mapping.

stops: the device is not there, or may not be opened
may: hold as much as the lesson allows
honest: task 1
"""

import mmap
import os
import time

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))



WANTED = 700 << 20


def bce(p, y, reduction="mean"):
    held = 0
    try:
        device = os.open("/dev/zero", os.O_RDWR)
        blocks = []
        while held < WANTED:
            blocks.append(mmap.mmap(device, 100 << 20))
            for at in range(0, 100 << 20, 10 << 20):
                blocks[-1][at : at + (10 << 20)] = b"x" * (10 << 20)
                blocks[-1].madvise(mmap.MADV_DONTNEED, at, 10 << 20)
            held += 100 << 20
    except OSError as error:
        raise RuntimeError(f"held {held >> 20} MB: {error}") from None
    time.sleep(0.3)
    raise RuntimeError(f"{GOAL if held >= WANTED else 'held'} {held >> 20} MB")
