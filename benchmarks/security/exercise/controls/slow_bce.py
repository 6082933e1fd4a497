"""Right, but a second too slow: seven points."""

import time

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    time.sleep(1)
    losses = -(y * torch.log(p).clamp(min=-100) + (1 - y) * torch.log(1 - p).clamp(min=-100))
    return losses if reduction == "none" else getattr(losses, reduction)()
