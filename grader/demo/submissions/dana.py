import torch
from torch import nn

# The two-branch form everywhere: the exponent is never positive.


def reduce(losses, reduction):
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else losses.mean()


def sigmoid(z):
    small = torch.exp(-z.abs())
    return torch.where(z >= 0, 1 / (1 + small), small / (1 + small))


def bce(p, y, reduction="mean"):
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log(1 - p).clamp(min=-100)
    return reduce(-(y * log_p + (1 - y) * log_q), reduction)


def softplus(a):
    return torch.where(a > 0, a + torch.log1p(torch.exp(-a.abs())), torch.log1p(torch.exp(-a.abs())))


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    weight = torch.ones(1) if pos_weight is None else pos_weight
    return reduce(weight * y * softplus(-z) + (1 - y) * softplus(z), reduction)


def bce_gradient(z, y):
    return (sigmoid(z) - y) / len(z)


class LogisticRegressionModel(nn.Module):
    def __init__(self, in_features=1):
        super().__init__()
        self.w = nn.Parameter(0.1 * torch.randn(in_features, 1))
        self.b = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return sigmoid(x @ self.w + self.b)


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
