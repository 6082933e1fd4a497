"""The reference solution: all eight points."""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    losses = -(y * torch.log(p).clamp(min=-100) + (1 - y) * torch.log(1 - p).clamp(min=-100))
    return losses if reduction == "none" else getattr(losses, reduction)()
