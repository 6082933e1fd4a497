"""torch throughout: nn.functional for the loss, vmap for the grids, functions built from one another."""

import torch
import torch.nn.functional as F
from torch.func import vmap


def tensor(value):
    return value if isinstance(value, torch.Tensor) else torch.as_tensor(value)


def forward(x, w):
    return torch.mul(tensor(x), tensor(w))


def forward_with_bias(x, w, b):
    return torch.add(forward(x, w), tensor(b))


def loss(x, y, w):
    return F.mse_loss(forward(x, w), tensor(y), reduction="sum")


def mse(xs, ys, w):
    return F.mse_loss(forward(xs, w), tensor(ys))


def grid_search(xs, ys, ws):
    xs, ys, ws = tensor(xs), tensor(ys), tensor(ws)
    losses = vmap(lambda w: F.mse_loss(xs * w, ys))(ws)
    return ws[losses == losses.min()][0], losses


def loss_surface(xs, ys, ws, bs):
    xs, ys, ws, bs = (tensor(values) for values in (xs, ys, ws, bs))

    def point(w, b):
        return (forward_with_bias(xs, w, b) - ys).square().mean()

    return vmap(lambda b: vmap(lambda w: point(w, b))(ws))(bs)
