"""An honest sigmoid and a wrong bce: three points."""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    return -torch.ones(())
