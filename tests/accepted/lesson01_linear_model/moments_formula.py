"""Multiplies the square out: means of x*x, x*y and y*y once, then a polynomial in w and b."""

import torch


def forward(x, w):
    return x * w


def loss(x, y, w):
    return y * y - 2 * x * y * w + x * x * w * w


def _moments(xs, ys):
    xs = torch.as_tensor(xs).double()
    ys = torch.as_tensor(ys).double()
    n = xs.shape[0]
    return (xs @ xs) / n, (xs @ ys) / n, (ys @ ys) / n, xs.sum() / n, ys.sum() / n


def mse(xs, ys, w):
    xx, xy, yy, _, _ = _moments(xs, ys)
    return (xx * w**2 - 2 * xy * w + yy).item()


def grid_search(xs, ys, ws):
    xx, xy, yy, _, _ = _moments(xs, ys)
    w = torch.as_tensor(ws).double()
    losses = xx * w**2 - 2 * xy * w + yy
    value, index = losses.min(dim=0)
    for i in range(len(losses)):
        if losses[i] == value:
            index = i
            break
    return w[index].item(), tuple(losses.tolist())


def forward_with_bias(x, w, b):
    return b + w * x


def loss_surface(xs, ys, ws, bs):
    xx, xy, yy, x_mean, y_mean = _moments(xs, ys)
    w = torch.as_tensor(ws).double()[None, :]
    b = torch.as_tensor(bs).double()[:, None]
    return xx * w**2 - 2 * xy * w + yy + b**2 + 2 * b * (x_mean * w - y_mean)
