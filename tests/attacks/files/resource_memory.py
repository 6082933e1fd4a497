"""Allocates and touches three gigabytes.

row: 32
stops: the kernel's limit, and a parent that watches
may: hold as much as the lesson allows
honest: task 1
"""

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    blocks = [torch.ones(64 << 20, dtype=torch.uint8) for _ in range(48)]
    raise RuntimeError(f"{GOAL}: {len(blocks)} blocks")
