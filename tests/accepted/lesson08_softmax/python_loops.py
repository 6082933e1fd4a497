"""Plain Python loops and the math module; Python numbers for scalars; momentum written by hand."""

import math

import torch


def one_softmax(values):
    m = max(values)
    es = [math.exp(v - m) for v in values]
    s = sum(es)
    return [e / s for e in es]


def one_log_softmax(values):
    m = max(values)
    s = 0.0
    for v in values:
        s += math.exp(v - m)
    return [v - m - math.log(s) for v in values]


def along(f, x, dim):
    moved = x.movedim(dim, -1)
    rows = moved.reshape(-1, moved.shape[-1]).tolist()
    out = torch.tensor([f(row) for row in rows], dtype=x.dtype).reshape(moved.shape)
    return out.movedim(-1, dim)


def softmax(x, dim=-1):
    return along(one_softmax, x, dim)


def log_softmax(x, dim=-1):
    return along(one_log_softmax, x, dim)


def one_hot(y, num_classes):
    rows = []
    for k in y.flatten().tolist():
        row = [0] * num_classes
        row[k] = 1
        rows.append(row)
    return torch.tensor(rows).reshape(*y.shape, num_classes)


def nll_loss(logp, y, weight=None, ignore_index=-100, reduction="mean"):
    c = logp.shape[1]
    rows = logp.movedim(1, -1).reshape(-1, c).tolist()
    targets = y.flatten().tolist()
    weights = [1.0] * c if weight is None else weight.tolist()
    losses, total_weight = [], 0.0
    for row, t in zip(rows, targets):
        if t == ignore_index:
            losses.append(0.0)
            continue
        losses.append(-weights[t] * row[t])
        total_weight += weights[t]
    if reduction == "none":
        return torch.tensor(losses).reshape(y.shape)
    if reduction == "sum":
        return sum(losses)
    return sum(losses) / total_weight


def cross_entropy(logits, y, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(log_softmax(logits, 1), y, weight, ignore_index, reduction)


def cross_entropy_gradient(logits, y):
    n, c = logits.shape
    g = torch.zeros(n, c)
    for i in range(n):
        p = one_softmax(logits[i].tolist())
        for k in range(c):
            g[i, k] = (p[k] - (1 if y[i] == k else 0)) / n
    return g


def softmax_numpy(x):
    import numpy as np

    if x.ndim == 1:
        return np.array(one_softmax(list(x)))
    return np.array([one_softmax(list(row)) for row in x])


def cross_entropy_numpy(logits, y):
    total = 0.0
    for row, t in zip(logits, y):
        total -= one_log_softmax(list(row))[t]
    return total / len(y)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        sizes = [784, 512, 256, 128, 64, 10]
        self.layers = torch.nn.ModuleList()
        for i in range(5):
            self.layers.append(torch.nn.Linear(sizes[i], sizes[i + 1]))

    def forward(self, x):
        x = x.reshape(x.shape[0], 784)
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i < 4:
                x = torch.clamp(x, min=0)
        return x


def train(net, images, labels, epochs, batch_size, lr):
    velocity = [torch.zeros_like(p) for p in net.parameters()]
    n = len(images)
    for epoch in range(epochs):
        order = torch.randperm(n)
        for start in range(0, n, batch_size):
            idx = order[start : start + batch_size]
            z = net(images[idx])
            loss = (torch.logsumexp(z, dim=1) - z[torch.arange(len(idx)), labels[idx]]).mean()
            for p in net.parameters():
                p.grad = None
            loss.backward()
            with torch.no_grad():
                for p, v in zip(net.parameters(), velocity):
                    v.mul_(0.9).add_(p.grad)
                    p -= lr * v


class SoftmaxRegression(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.W = torch.nn.Parameter(torch.randn(4, 3) * 0.01)
        self.b = torch.nn.Parameter(torch.zeros(1, 3))

    def forward(self, x):
        return x.reshape(x.shape[0], -1) @ self.W + self.b


def one_output(weight, bias):
    signs = torch.tensor([[-1.0, 1.0]], dtype=weight.dtype)
    return [signs @ weight, signs[0] @ bias[:, None]]
