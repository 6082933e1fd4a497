"""NumPy does the work and tensors are made at the end, except in the layer, which needs autograd."""

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view
from torch import nn


def corr2d(X, K):
    windows = sliding_window_view(X.detach().numpy(), tuple(K.shape))
    return torch.from_numpy(np.einsum("ijab,ab->ij", windows, K.detach().numpy()))


class Conv2D(nn.Module):
    def __init__(self, kernel_size):
        super().__init__()
        self.kernel_size = kernel_size
        self.weight = nn.Parameter(torch.randn(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, X):
        kh, kw = self.kernel_size
        rows, columns = X.size(0) - kh + 1, X.size(1) - kw + 1
        out = self.bias.expand(rows, columns)
        for a in range(kh):
            for b in range(kw):
                out = out + self.weight[a, b] * X[a : a + rows, b : b + columns]
        return out


def output_size(w, f, p=0, s=1):
    return np.floor((w + 2 * p - f) / s) + 1


def pad2d(X, p):
    p_h, p_w = np.broadcast_to(p, 2)
    return torch.tensor(np.pad(X.numpy(), ((p_h, p_h), (p_w, p_w))))


def corr2d_strided(X, K, padding=0, stride=1):
    s_h, s_w = np.broadcast_to(stride, 2)
    windows = sliding_window_view(pad2d(X, padding).numpy(), tuple(K.shape))[::s_h, ::s_w]
    return torch.as_tensor((windows * K.numpy()).sum((2, 3)))


def corr2d_multi_in(X, K):
    total = 0
    for c in range(len(X)):
        total = total + corr2d(X[c], K[c]).numpy()
    return torch.from_numpy(total)


def corr2d_multi_in_out(X, K):
    return torch.from_numpy(np.stack([corr2d_multi_in(X, K[o]).numpy() for o in range(K.shape[0])]))


def pool2d(X, pool_size, mode="max", padding=0, stride=None):
    p_h, p_w = np.broadcast_to(padding, 2)
    s_h, s_w = np.broadcast_to(1 if stride is None else stride, 2)
    value = -np.inf if mode == "max" else 0
    padded = np.pad(X.numpy(), ((p_h, p_h), (p_w, p_w)), constant_values=value)
    windows = sliding_window_view(padded, pool_size)[::s_h, ::s_w]
    pooled = windows.max(axis=(2, 3)) if mode == "max" else windows.mean(axis=(2, 3))
    return torch.from_numpy(pooled.astype(padded.dtype))


def learn_kernel(X, Y, kernel_size, lr, steps):
    windows = sliding_window_view(X.numpy().astype(np.float64), kernel_size)
    y = Y.numpy()
    kernel = np.random.randn(*kernel_size)
    for _ in range(steps):
        error = (windows * kernel).sum(axis=(2, 3)) - y
        kernel = kernel - lr * 2 * np.einsum("ij,ijab->ab", error, windows)
    return torch.from_numpy(kernel)


def digit_seven_features(image):
    k = torch.tensor([[1.0, 0.0, -1.0]] * 3)
    return tuple(np.maximum(corr2d_strided(image, kernel, 1), 0) for kernel in (k, k.T))


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
