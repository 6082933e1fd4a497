"""Starts threads as fast as it can.

stops: the kernel counts threads as processes
may: have as many as the lesson allows
honest: task 1
"""

import threading
import time

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    made = 0
    try:
        for _ in range(1000):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
            made += 1
    except RuntimeError:
        pass
    raise RuntimeError(f"{GOAL if made == 1000 else 'made some'}")
