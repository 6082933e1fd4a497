"""One general function with channels, padding and stride; the others are special cases of it. Layers and sub-modules inside."""

from typing import Literal

import torch
from torch import Tensor, nn


class Windows(nn.Module):
    """All windows as an index_select on rows, then on columns."""

    def __init__(self, size, stride):
        super().__init__()
        self.size, self.stride = size, stride

    def forward(self, X: Tensor) -> Tensor:
        rows = torch.arange(0, X.shape[-2] - self.size[0] + 1, self.stride[0])
        columns = torch.arange(0, X.shape[-1] - self.size[1] + 1, self.stride[1])
        i = rows[:, None, None, None] + torch.arange(self.size[0])[:, None]
        j = columns[None, :, None, None] + torch.arange(self.size[1])
        return X[..., i, j]


def general(X: Tensor, K: Tensor, padding=(0, 0), stride=(1, 1)) -> Tensor:
    X = nn.ZeroPad2d((padding[1], padding[1], padding[0], padding[0]))(X)
    windows = Windows(tuple(K.shape[-2:]), stride)(X)
    return torch.tensordot(K, windows, dims=([1, 2, 3], [0, 3, 4]))


def as_pair(value):
    try:
        a, b = value
    except TypeError:
        a = b = value
    return int(a), int(b)


def corr2d(X, K):
    return general(X[None], K[None, None])[0]


class Conv2D(nn.Module):
    def __init__(self, kernel_size: tuple[int, int], device=None) -> None:
        super().__init__()
        self.register_parameter("weight", nn.Parameter(torch.ones(kernel_size, device=device)))
        self.register_parameter("bias", nn.Parameter(torch.ones(1, device=device)))

    def forward(self, X, extra=None):
        return torch.add(corr2d(X, self.weight), self.bias)


def output_size(w, f, p=0, s=1):
    return len(range(0, w + 2 * p - f + 1, s))


def pad2d(X, p):
    h, w = as_pair(p)
    frame = torch.zeros(X.size(0) + h + h, X.size(1) + w + w, dtype=X.dtype, device=X.device)
    frame.narrow(0, h, X.size(0)).narrow(1, w, X.size(1)).copy_(X)
    return frame


def corr2d_strided(X, K, padding=0, stride=1):
    return general(X[None], K[None, None], as_pair(padding), as_pair(stride)).squeeze(0)


def corr2d_multi_in(X, K):
    return general(X, K.unsqueeze(0)).squeeze(0)


def corr2d_multi_in_out(X, K):
    return general(X, K)


def pool2d(X, pool_size, mode: Literal["max", "avg"] = "max", padding=0, stride=None):
    (h, w), step = as_pair(padding), as_pair(1 if stride is None else stride)
    framed = torch.full((X.size(0) + 2 * h, X.size(1) + 2 * w), torch.nan, dtype=X.dtype)
    framed[h : h + X.size(0), w : w + X.size(1)] = X
    windows = Windows(pool_size, step)(framed)
    if mode == "max":
        return torch.nan_to_num(windows, nan=-torch.inf, neginf=-torch.inf, posinf=torch.inf).amax((2, 3))
    return windows.nansum(dim=(2, 3)) / (pool_size[0] * pool_size[1])


def learn_kernel(X, Y, kernel_size, lr, steps):
    kernel = nn.Parameter(torch.rand(kernel_size, dtype=X.dtype))
    for _ in range(steps):
        (gradient,) = torch.autograd.grad(((corr2d(X, kernel) - Y) ** 2).sum(), kernel)
        kernel = (kernel - lr * gradient).detach().requires_grad_()
    return kernel


def digit_seven_features(image):
    net = nn.Sequential(nn.Conv2d(1, 2, 3, padding=1, bias=False), nn.ReLU())
    vertical = torch.tensor([[1.0, 0.0, -1.0]]).expand(3, 3)
    net[0].weight.data = torch.stack([vertical, vertical.T])[:, None].contiguous()
    return net(image[None, None])[0].unbind(0)


def digit_seven_scores(image, weight, bias):
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
        v, h = (pool2d(m, (2, 2), "max", 0, 2) for m in digit_seven_features(image))
        return nn.Softmax(dim=-1)(layer(torch.hstack([v.ravel(), h.ravel()])))


def shift(X, rows, cols):
    h, w = X.shape
    down = torch.zeros(h, h, dtype=X.dtype)
    if abs(rows) < h:
        down = torch.diag(torch.ones(h - abs(rows), dtype=X.dtype), -rows)
    right = torch.zeros(w, w, dtype=X.dtype)
    if abs(cols) < w:
        right = torch.diag(torch.ones(w - abs(cols), dtype=X.dtype), cols)
    return down @ X @ right


def shift_gap(f, X, rows, cols):
    return (f(shift(X, rows, cols)) - shift(f(X), rows, cols)).abs().max().item()


def average_by_convolution(X, size):
    return corr2d_strided(X, torch.full((size, size), size**-2.0, dtype=X.dtype), stride=size)
