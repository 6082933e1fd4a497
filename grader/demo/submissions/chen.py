import torch
from torch import nn

# 中间结果全部用 float64，省得担心精度。


def reduce(losses, reduction):
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else losses.mean()


def sigmoid(z):
    z = z.double()
    return 1 / (1 + torch.exp(-z))


def bce(p, y, reduction="mean"):
    p, y = p.double(), y.double()
    floor = torch.tensor(-100.0, dtype=torch.float64)
    loss = -(y * torch.maximum(torch.log(p), floor) + (1 - y) * torch.maximum(torch.log(1 - p), floor))
    return reduce(loss, reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    z, y = z.double(), y.double()
    zero = torch.zeros_like(z)
    w = 1.0 if pos_weight is None else pos_weight.double()
    return reduce(w * y * torch.logaddexp(zero, -z) + (1 - y) * torch.logaddexp(zero, z), reduction)


def bce_gradient(z, y):
    z = z.double().requires_grad_()
    bce_with_logits(z, y).backward()
    return z.grad


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
