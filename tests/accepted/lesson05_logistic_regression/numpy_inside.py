"""NumPy inside the losses: arrays, NumPy scalars and an array of losses come back."""

import numpy as np
import torch


def sigmoid(z):
    z = np.asarray(z)
    with np.errstate(over="ignore"):
        return 1.0 / (1.0 + np.exp(-z))


def _reduce(values, reduction):
    return {"none": lambda v: v, "mean": np.mean, "sum": np.sum}[reduction](values)


def bce(p, y, reduction="mean"):
    p, y = p.numpy().astype(np.float64), y.numpy().astype(np.float64)
    with np.errstate(divide="ignore"):
        log_p = np.maximum(np.log(p), -100)
        log_1p = np.maximum(np.log(1 - p), -100)
    return _reduce(-y * log_p - (1 - y) * log_1p, reduction)


def bce_with_logits(z, y, pos_weight=None, reduction="mean"):
    z, y = z.numpy().astype(np.float64), y.numpy().astype(np.float64)
    weight = 1.0 if pos_weight is None else pos_weight.numpy()
    return _reduce(weight * y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z), reduction)


def bce_gradient(z, y):
    return (sigmoid(z) - y.numpy()) / y.numpy().size


class LogisticRegressionModel(torch.nn.Module):
    def __init__(self, in_features=1):
        super(LogisticRegressionModel, self).__init__()
        self.linear = torch.nn.Linear(in_features, 1)

    def forward(self, x):
        y_pred = torch.sigmoid(self.linear(x))
        return y_pred


def predict(model, x, threshold=0.5):
    p = model(x).detach().numpy()
    return torch.from_numpy((p >= threshold).astype(np.uint8))


def train(model, x, y, lr, epochs):
    criterion = torch.nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    history = np.zeros(epochs)
    for epoch in range(epochs):
        y_pred = model(x)
        loss = criterion(y_pred, y)
        history[epoch] = loss.detach().numpy()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return history
