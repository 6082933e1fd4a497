"""As in the course notes: forward without super sugar, size checks, a global criterion, training in the main block."""

import math

import torch
import torch.nn.functional as F

criterion = torch.nn.BCELoss(reduction="mean")


def sigmoid(z):
    return torch.pow(1 + torch.exp(-z), -1)


def bce(p, y, reduction="mean"):
    assert p.shape == y.shape, (p.shape, y.shape)
    log_p = p.log().clamp_(min=-100)
    log_not = (1 - p).log().clamp_(min=-100)
    per_sample = y.mul(log_p).add((1 - y).mul(log_not)).neg()
    if reduction == "none":
        return per_sample
    total = per_sample.sum()
    if reduction == "sum":
        return total
    return total / math.prod(per_sample.shape)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    log_s = F.logsigmoid(z)
    log_not_s = log_s - z
    weight = pos_weight if pos_weight is not None else torch.tensor(1.0)
    per_sample = -(weight * y * log_s + (1 - y) * log_not_s)
    if reduction == "none":
        return per_sample
    return per_sample.mean() if reduction == "mean" else per_sample.sum()


def bce_gradient(z, y):
    z = torch.tensor(z.tolist(), requires_grad=True)
    loss = F.binary_cross_entropy_with_logits(z, y)
    loss.backward()
    return z.grad


class LogisticRegressionModel(torch.nn.Module):
    def __init__(self, in_features=1):
        torch.nn.Module.__init__(self)
        self.linear = torch.nn.Linear(in_features, 1)

    def forward(self, x):
        y_pred = F.sigmoid(self.linear(x))
        return y_pred


def predict(model, x, threshold=0.5):
    probabilities = model(x).data
    result = torch.zeros_like(probabilities)
    result[probabilities >= threshold] = 1
    return result


def train(model, x, y, lr, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    optimizer.zero_grad()
    losses = []
    for epoch in range(epochs):
        y_pred = model(x)
        loss = criterion(y_pred, y)
        losses.append(loss.data)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return losses


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    model = LogisticRegressionModel()
    history = train(
        model, torch.tensor([[1.0], [2.0], [3.0]]), torch.tensor([[0.0], [0.0], [1.0]]), 0.01, 1000
    )
    plt.plot(history)
    plt.show()
