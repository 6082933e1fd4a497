import math

import torch
from torch import nn

# Loops first, vectors when I trust them.


def each(function, *tensors):
    """function of the matching numbers, in the shape of the first tensor"""
    columns = [t.reshape(-1).tolist() for t in tensors]
    values = [function(*numbers) for numbers in zip(*columns)]
    return torch.tensor(values, dtype=tensors[0].dtype).reshape(tensors[0].shape)


def add_up(losses, reduction):
    if reduction == "none":
        return losses
    total = 0.0
    for loss in losses.reshape(-1).tolist():
        total = total + loss
    return total if reduction == "sum" else total / losses.numel()


def one_sigmoid(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


def sigmoid(z):
    return each(one_sigmoid, z)


def safe_log(v):
    return max(math.log(v), -100.0) if v > 0 else -100.0


def bce(p, y, reduction="mean"):
    return add_up(each(lambda p, y: -(y * safe_log(p) + (1 - y) * safe_log(1 - p)), p, y), reduction)


def log_one_plus_exp(a):
    return max(a, 0.0) + math.log1p(math.exp(-abs(a)))


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    weight = torch.ones_like(z) if pos_weight is None else pos_weight.expand(z.shape)

    def loss(z, y, w):
        return w * y * log_one_plus_exp(-z) + (1 - y) * log_one_plus_exp(z)

    return add_up(each(loss, z, y, weight), reduction)


def bce_gradient(z, y):
    n = z.numel()
    return each(lambda z, y: (one_sigmoid(z) - y) / n, z, y)


class LogisticRegressionModel(nn.Module):
    def __init__(self, in_features=1):
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


def predict(model, x, threshold=0.5):
    with torch.no_grad():
        return (model(x) >= threshold).float()


def train(model, x, y, lr, epochs):
    losses = []
    for _ in range(epochs):
        for parameter in model.parameters():
            parameter.grad = None
        loss = nn.functional.binary_cross_entropy(model(x), y)
        loss.backward()
        losses.append(float(loss))
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= lr * parameter.grad
    return losses
