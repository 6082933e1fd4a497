"""Returns dicts in dicts whose shown text would have hundreds of thousands of characters.

stops: what is shown of an answer is bounded as a whole
may: have the beginning shown
honest: task 1
"""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    value = "x" * 150
    for _ in range(3):
        value = {f"{i}" + "y" * 90: value for i in range(12)}
    return value
