"""torch.nn.functional.unfold (im2col) and one matrix product; nn.Conv2d and torch.optim where anything may be used."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def _columns(X: Tensor, kh: int, kw: int, padding=0, stride=1) -> Tensor:
    return F.unfold(X.unsqueeze(0), (kh, kw), padding=padding, stride=stride).squeeze(0)


def _two(v):
    return (v, v) if isinstance(v, int) else v


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    return corr2d_strided(X, K)


class Conv2D(nn.Module):
    def __init__(self, kernel_size):
        super().__init__()
        # bias first: the order of the parameters is free
        self.bias = nn.Parameter(torch.randn(1))
        self.weight = nn.Parameter(torch.empty(*kernel_size))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, X):
        return corr2d(X, self.weight) + self.bias


def output_size(w, f, p=0, s=1):
    return int((w - f + 2 * p) / s + 1)


def pad2d(X, p):
    ph, pw = _two(p)
    return nn.ConstantPad2d((pw, pw, ph, ph), 0.0)(X)


def corr2d_strided(X, K, padding=0, stride=1):
    (sh, sw), (ph, pw) = _two(stride), _two(padding)
    kh, kw = K.shape
    columns = _columns(X.unsqueeze(0), kh, kw, (ph, pw), (sh, sw))
    return (K.reshape(1, -1) @ columns).reshape(
        output_size(X.shape[0], kh, ph, sh), output_size(X.shape[1], kw, pw, sw)
    )


def corr2d_multi_in(X, K):
    return corr2d_multi_in_out(X, K[None])[0]


def corr2d_multi_in_out(X, K):
    c_out, _, kh, kw = K.shape
    h, w = X.shape[-2:]
    return (K.reshape(c_out, -1) @ _columns(X, kh, kw)).reshape(c_out, h - kh + 1, w - kw + 1)


def pool2d(X, pool_size, mode="max", padding=0, stride=None):
    (ph, pw), (sh, sw) = _two(padding), _two(stride or 1)
    low = torch.finfo(X.dtype).min if mode == "max" else 0
    P = F.pad(X, [pw, pw, ph, ph], "constant", low)
    columns = _columns(P[None], *pool_size, stride=(sh, sw))
    flat = columns.max(0).values if mode == "max" else columns.mean(0)
    return flat.view(
        (P.shape[0] - pool_size[0]) // sh + 1,
        (P.shape[1] - pool_size[1]) // sw + 1,
    )


def learn_kernel(X, Y, kernel_size, lr, steps):
    net = nn.Conv2d(1, 1, kernel_size, bias=False)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    criterion = nn.MSELoss(reduction="sum")
    for _ in range(steps):
        optimizer.zero_grad()
        criterion(net(X[None, None])[0, 0], Y).backward()
        optimizer.step()
    return net.weight[0, 0]


def digit_seven_features(image):
    vertical = torch.tensor([[1, 0, -1]] * 3, dtype=image.dtype)
    weight = torch.stack([vertical, vertical.T]).unsqueeze(1)
    maps = F.relu(F.conv2d(image[None, None], weight, padding=1))[0]
    return list(maps)


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
