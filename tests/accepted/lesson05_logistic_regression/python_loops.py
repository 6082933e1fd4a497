"""Plain Python loops and the math module; scalars come back as Python numbers, updates by hand."""

import math

import torch
from torch import nn


def one_sigmoid(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


def sigmoid(z):
    return torch.tensor([one_sigmoid(v) for v in z.flatten().tolist()], dtype=z.dtype).reshape(z.shape)


def safe_log(v):
    if v <= 0:
        return -100.0
    return max(math.log(v), -100.0)


def finish(values, shape, reduction):
    if reduction == "mean":
        return sum(values) / len(values)
    if reduction == "sum":
        return sum(values)
    return torch.tensor(values).reshape(shape)


def bce(p, y, reduction="mean"):
    values = []
    for a, b in zip(p.flatten().tolist(), y.flatten().tolist()):
        values.append(-(b * safe_log(a) + (1 - b) * safe_log(1 - a)))
    return finish(values, p.shape, reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    if pos_weight is None:
        pos_weight = torch.ones(1)
    weights = pos_weight.expand(z.shape).flatten().tolist()
    values = []
    for a, b, c in zip(z.flatten().tolist(), y.flatten().tolist(), weights):
        small = math.log1p(math.exp(-abs(a)))
        values.append(c * b * (max(-a, 0.0) + small) + (1 - b) * (max(a, 0.0) + small))
    return finish(values, z.shape, reduction)


def bce_gradient(z, y):
    g = torch.zeros(z.shape)
    flat, zs, ys = g.view(-1), z.flatten(), y.flatten()
    for i in range(len(zs)):
        flat[i] = (one_sigmoid(zs[i].item()) - ys[i].item()) / len(zs)
    return g


class LogisticRegressionModel(nn.Module):
    def __init__(self, in_features=1):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(in_features))
        self.b = nn.Parameter(torch.zeros(()))

    def forward(self, x):
        rows = [1 / (1 + torch.exp(-((row * self.w).sum() + self.b))) for row in x]
        return torch.stack(rows).reshape(-1, 1)


def predict(model, x, threshold=0.5):
    answers = []
    for p in model(x):
        answers.append([1 if p.item() >= threshold else 0])
    return torch.tensor(answers)


def train(model, x, y, lr, epochs):
    losses = []
    for epoch in range(epochs):
        for param in model.parameters():
            param.grad = None
        p = model(x)
        loss = -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
        losses.append(float(loss))
        loss.backward()
        for param in model.parameters():
            param.data -= lr * param.grad.data
    return losses
