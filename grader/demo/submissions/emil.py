import numpy as np
import torch
from torch import nn


def finish(losses, reduction):
    losses = torch.from_numpy(losses)
    return {"none": lambda: losses, "sum": losses.sum, "mean": losses.mean}[reduction]()


def sigmoid(z):
    return torch.from_numpy(np.exp(-np.logaddexp(0.0, -z.numpy())))


def bce(p, y, reduction="mean"):
    p, y = p.numpy(), y.numpy()
    with np.errstate(divide="ignore"):
        losses = -(y * np.maximum(np.log(p), -100) + (1 - y) * np.maximum(np.log1p(-p), -100))
    return finish(losses, reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    z, y = z.numpy(), y.numpy()
    w = 1.0 if pos_weight is None else pos_weight.numpy()
    return finish(w * y * np.logaddexp(0.0, -z) + (1.0 - y) * np.logaddexp(0.0, z), reduction)


def bce_gradient(z, y):
    return (torch.sigmoid(z) - y) / z.numel()


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
    criterion = nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for epoch in range(epochs):
        loss = criterion(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses
