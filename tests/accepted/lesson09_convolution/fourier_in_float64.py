"""Correlation through the Fourier transform, all intermediates in float64, cast back at the end."""

import math

import torch
from torch import nn


def _correlate(X, K):
    X64, K64 = X.double(), K.double()
    h, w = X.shape[-2:]
    kh, kw = K.shape[-2:]
    spectrum = torch.fft.rfft2(X64, s=(h, w)) * torch.fft.rfft2(K64, s=(h, w)).conj()
    return torch.fft.irfft2(spectrum, s=(h, w))[..., : h - kh + 1, : w - kw + 1]


def corr2d(X, K):
    return _correlate(X, K).to(X.dtype)


class Conv2D(nn.Module):
    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(0.01 * torch.randn(*kernel_size))
        self.bias = nn.Parameter(torch.tensor([0.0]))

    def forward(self, X):
        return (_correlate(X, self.weight) + self.bias.double()).to(X.dtype)


def output_size(w, f, p=0, s=1):
    return torch.tensor(math.floor((w + 2 * p - f) / s) + 1)


def pad2d(X, p):
    p_h, p_w = p if isinstance(p, tuple) else (p, p)
    X = torch.cat([X.new_zeros(p_h, X.shape[1]), X, X.new_zeros(p_h, X.shape[1])], dim=0)
    side = X.new_zeros(X.shape[0], p_w)
    return torch.cat([side, X, side], dim=1)


def corr2d_strided(X, K, padding=0, stride=1):
    s_h, s_w = stride if isinstance(stride, tuple) else (stride, stride)
    return _correlate(pad2d(X, padding), K)[::s_h, ::s_w].to(X.dtype)


def corr2d_multi_in(X, K):
    return _correlate(X, K).sum(0).to(X.dtype)


def corr2d_multi_in_out(X, K):
    return _correlate(X.unsqueeze(0), K).sum(dim=1).to(X.dtype)


def pool2d(X, pool_size, mode="max", padding=0, stride=None):
    P = pad2d(X.double(), padding)
    if mode == "max":
        inside = pad2d(torch.ones_like(X), padding)
        P = P.masked_fill(inside == 0, -math.inf)
    h, w = P.shape
    rows, columns = pool_size
    shifted = torch.stack(
        [P[a : h - rows + 1 + a, b : w - columns + 1 + b] for a in range(rows) for b in range(columns)]
    )
    s_h, s_w = stride if isinstance(stride, tuple) else (stride or 1,) * 2
    result = shifted.max(dim=0)[0] if mode == "max" else shifted.sum(dim=0) / (rows * columns)
    return result[::s_h, ::s_w].to(X.dtype)


def learn_kernel(X, Y, kernel_size, lr, steps):
    X, Y = X.double(), Y.double()
    kernel = torch.rand(kernel_size, dtype=torch.float64)
    for _ in range(steps):
        error = _correlate(X, kernel) - Y
        # the gradient of the sum of squared errors is itself a correlation
        kernel = kernel - lr * 2 * _correlate(X, error)
    return kernel.float()


def digit_seven_features(image):
    vertical = torch.tensor([[1.0, 0.0, -1.0]]).repeat(3, 1)
    first = corr2d_strided(image, vertical, padding=1).clamp(min=0)
    second = corr2d_strided(image, vertical.transpose(0, 1), padding=1).clamp(min=0)
    return first, second


def digit_seven_scores(image, weight, bias):
    values = []
    for m in digit_seven_features(image):
        for i in range(0, m.shape[0], 2):
            for j in range(0, m.shape[1], 2):
                values.append(float(m[i : i + 2, j : j + 2].max()))
    z = weight @ torch.tensor(values) + bias
    e = torch.exp(z - z.max())
    return e / e.sum()


def shift(X, rows, cols):
    result = torch.zeros_like(X)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            a, b = i - rows, j - cols
            if 0 <= a < X.shape[0] and 0 <= b < X.shape[1]:
                result[i, j] = X[a, b]
    return result


def shift_gap(f, X, rows, cols):
    difference = f(shift(X, rows, cols)) - shift(f(X), rows, cols)
    return max(abs(v) for v in difference.flatten().tolist())


def average_by_convolution(X, size):
    K = torch.zeros(size, size, dtype=X.dtype)
    for i in range(size):
        for j in range(size):
            K[i, j] = 1 / (size * size)
    return corr2d_strided(X, K, 0, size)
