"""Plain Python loops over rows and columns, one product at a time."""

import torch
from torch import nn


def corr2d(X, K):
    h, w = X.shape
    kh, kw = K.shape
    Y = torch.zeros((h - kh + 1, w - kw + 1), dtype=X.dtype)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + kh, j : j + kw] * K).sum()
    return Y


class Conv2D(nn.Module):
    def __init__(self, kernel_size):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return corr2d(x, self.weight) + self.bias


def output_size(w, f, p=0, s=1):
    count = 0
    start = -p
    while start + f <= w + p:
        count += 1
        start += s
    return count


def pad2d(X, p):
    if isinstance(p, int):
        p = (p, p)
    ph, pw = p
    h, w = X.shape
    out = torch.zeros(h + 2 * ph, w + 2 * pw).to(X.dtype)
    for i in range(h):
        for j in range(w):
            out[i + ph, j + pw] = X[i, j]
    return out


def corr2d_strided(X, K, padding=0, stride=1):
    if isinstance(stride, int):
        sh = sw = stride
    else:
        sh, sw = stride
    P = pad2d(X, padding)
    kh, kw = K.shape
    rows = []
    for i in range(0, P.shape[0] - kh + 1, sh):
        row = []
        for j in range(0, P.shape[1] - kw + 1, sw):
            row.append((P[i : i + kh, j : j + kw] * K).sum())
        rows.append(torch.stack(row))
    return torch.stack(rows)


def corr2d_multi_in(X, K):
    return sum(corr2d(x, k) for x, k in zip(X, K, strict=True))


def corr2d_multi_in_out(X, K):
    return torch.stack([corr2d_multi_in(X, k) for k in K], 0)


def pool2d(X, pool_size, mode="max", padding=0, stride=None):
    p_h, p_w = pool_size
    if stride is None:
        stride = 1
    s_h, s_w = (stride, stride) if isinstance(stride, int) else stride
    q_h, q_w = (padding, padding) if isinstance(padding, int) else padding
    h, w = X.shape
    Y = torch.zeros(output_size(h, p_h, q_h, s_h), output_size(w, p_w, q_w, s_w), dtype=X.dtype)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            values = []
            for a in range(p_h):
                for b in range(p_w):
                    r, c = i * s_h - q_h + a, j * s_w - q_w + b
                    if 0 <= r < h and 0 <= c < w:
                        values.append(X[r, c])
            if mode == "max":
                Y[i, j] = max(values)
            elif mode == "avg":
                Y[i, j] = sum(values) / (p_h * p_w)
    return Y


def learn_kernel(X, Y, kernel_size, lr, steps):
    conv = Conv2D(kernel_size)
    conv.bias.requires_grad_(False)
    for i in range(steps):
        loss = (conv(X) - Y) ** 2
        conv.zero_grad()
        loss.sum().backward()
        conv.weight.data[:] -= lr * conv.weight.grad
        if (i + 1) % 50 == 0:
            print(f"step {i + 1}, loss {loss.sum():.3f}")
    return conv.weight.data


def digit_seven_features(image):
    kernel = torch.tensor([[1.0, 0.0, -1.0], [1.0, 0.0, -1.0], [1.0, 0.0, -1.0]])
    maps = []
    for k in (kernel, kernel.t()):
        m = corr2d_strided(image, k, padding=1)
        for i in range(m.shape[0]):
            for j in range(m.shape[1]):
                if m[i, j] < 0:
                    m[i, j] = 0
        maps.append(m)
    return maps[0], maps[1]


def digit_seven_scores(image, weight, bias):
    maps = torch.stack(list(digit_seven_features(image)))
    pooled = torch.nn.functional.max_pool2d(maps[None], 2)[0]
    return torch.nn.functional.linear(pooled.reshape(-1), weight, bias).softmax(0)


def shift(X, rows, cols):
    h, w = X.shape
    big = torch.zeros(3 * h, 3 * w, dtype=X.dtype)
    rows, cols = max(-h, min(h, rows)), max(-w, min(w, cols))
    big[h + rows : 2 * h + rows, w + cols : 2 * w + cols] = X
    return big[h : 2 * h, w : 2 * w].clone()


def shift_gap(f, X, rows, cols):
    first, last = f(shift(X, rows, cols)), shift(f(X), rows, cols)
    return torch.max(torch.abs(first - last))


def average_by_convolution(X, size):
    return corr2d_strided(X, torch.ones(size, size, dtype=X.dtype) / (size * size), stride=(size, size))
