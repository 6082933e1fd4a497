import torch
from torch import nn


def reduce(losses, reduction):
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else losses.mean()


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log(1 - p).clamp(min=-100)
    return reduce(-(y * log_p + (1 - y) * log_q), reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    tail = torch.log1p(torch.exp(-z.abs()))
    positive = y * (torch.relu(-z) + tail)
    negative = (1 - y) * (torch.relu(z) + tail)
    if pos_weight is not None:
        positive = pos_weight * positive
    return reduce(positive + negative, reduction)


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
    film = []
    losses = []
    for epoch in range(epochs):
        loss = bce(model(x), y)
        model.zero_grad()
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
        losses.append(loss.item())
        film.append(torch.full((2000, 2000), loss.item()))  # one picture an epoch, for a film of the training
    return losses
