"""Short functional style: softplus and logsigmoid, decisions as bools, losses as 0-d tensors with their graph."""

import torch
import torch.nn.functional as F
from torch import nn


def sigmoid(z):
    return torch.where(z >= 0, 1 / (1 + (-z).exp()), z.exp() / (1 + z.exp()))


def apply_reduction(loss, reduction):
    return loss if reduction == "none" else getattr(loss, reduction)()


def bce(p, y, reduction="mean"):
    floor = torch.tensor(-100.0, dtype=p.dtype)
    loss = (y - 1) * torch.maximum(torch.log1p(-p), floor) - y * torch.maximum(p.log(), floor)
    return apply_reduction(loss, reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    w = 1 if pos_weight is None else pos_weight
    return apply_reduction(-w * y * F.logsigmoid(z) + (1 - y) * F.softplus(z), reduction)


bce_gradient = lambda z, y: (z.sigmoid() - y).div(len(z))  # noqa: E731


class LogisticRegressionModel(nn.Sequential):
    def __init__(self, in_features=1):
        super().__init__(nn.Linear(in_features, 1), nn.Sigmoid())


@torch.no_grad()
def predict(model, x, threshold=0.5):
    return model(x).ge(threshold)


def train(model, x, y, lr, epochs):
    opt = torch.optim.SGD(model.parameters(), lr)
    losses = []
    for _ in range(epochs):
        opt.zero_grad(set_to_none=False)
        losses.append(F.binary_cross_entropy(model(x), y))
        losses[-1].backward()
        opt.step()
    return losses
