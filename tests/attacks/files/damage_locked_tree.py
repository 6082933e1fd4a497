"""Leaves folders without permissions inside folders without permissions.

stops: the wiping opens them first; a sandbox that cannot be wiped is replaced
may: cost a moment of wiping
honest: task 1
"""

import os
import pathlib

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    for start in ("/tmp", "/dev/shm", "."):
        here = pathlib.Path(start, "locked").absolute()
        folders = [here := here / "locked" for _ in range(5)]
        folders[-1].mkdir(parents=True, exist_ok=True)
        (folders[-1] / "file").write_text("x")
        for folder in reversed(folders):
            os.chmod(folder, 0)
    raise RuntimeError("left locked folders")
