"""Every argument becomes a float64 tensor; every scalar comes back as a 0-d tensor."""

import torch


def as64(value):
    return torch.tensor(value, dtype=torch.float64)  # warns about tensors, and copies them


def forward(x, w):
    return as64(x) * as64(w)


def loss(x, y, w):
    return (forward(x, w) - as64(y)).square()


def mse(xs, ys, w):
    return loss(xs, ys, w).mean()


def grid_search(xs, ys, ws):
    losses = torch.stack([mse(xs, ys, w) for w in as64(ws)])
    return as64(ws)[torch.argmin(losses)], losses


def forward_with_bias(x, w, b):
    return forward(x, w) + as64(b)


def loss_surface(xs, ys, ws, bs):
    w = as64(ws).view(1, -1, 1)
    b = as64(bs).view(-1, 1, 1)
    return (as64(xs) * w + b - as64(ys)).pow(2).mean(dim=-1)
