"""Right, but with the forbidden function, openly: seven points."""

import torch


def sigmoid(z):
    return torch.sigmoid(z)


def bce(p, y, reduction="mean"):
    losses = -(y * torch.log(p).clamp(min=-100) + (1 - y) * torch.log(1 - p).clamp(min=-100))
    return losses if reduction == "none" else getattr(losses, reduction)()
