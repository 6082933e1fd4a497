"""Fills files in memory that have lost their names and are open in no process, mapped by one page each.

stops: the folders of memory have a size, or are not there at all
may: hold as much as the scratch space has
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
BLOCK = 8 << 20


def bce(p, y, reduction="mean"):
    held, blocks, error = 0, [], None
    for folder in ("/dev/shm", os.getcwd(), os.environ["TMPDIR"]):
        try:
            while held < WANTED:
                with open(f"{folder}/block", "w+b", buffering=0) as file:
                    os.unlink(file.name)
                    file.write(b"x" * BLOCK)
                    blocks.append(mmap.mmap(file.fileno(), 4096))
                held += BLOCK
        except OSError as refusal:
            error = refusal
    time.sleep(0.3)
    raise RuntimeError(f"{GOAL if held >= WANTED else 'held'} {held >> 20} MB: {error}")
