"""NumPy for the random numbers, the order and the closed form, which stays a NumPy array in float64."""

import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(2024)


def linreg(X, w, b):
    return torch.matmul(X, w) + b


def squared_loss(y_hat, y):
    return 0.5 * torch.square(y_hat - y.view(y_hat.size()))


def synthetic_data(w, b, n):
    w_np = w.numpy()
    X = rng.standard_normal((n, w_np.shape[0])).astype(np.float32)
    y = X @ w_np[:, None] + b
    y = y + rng.normal(loc=0.0, scale=0.01, size=y.shape)
    return torch.from_numpy(X), torch.from_numpy(y.astype(np.float32))


def data_iter(batch_size, features, labels):
    order = np.random.permutation(features.shape[0])
    pieces = np.array_split(order, np.arange(batch_size, len(order), batch_size))
    for piece in pieces:
        yield features[piece], labels[piece]


def sgd(params, lr, batch_size):
    for param in params:
        view = param.detach().numpy()
        view -= lr * param.grad.numpy() / batch_size
        param.grad.zero_()


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.line = nn.Linear(in_features=1, out_features=1, bias=True)

    def forward(self, x):
        return self.line(x)


def train(model, x, y, lr, epochs):
    losses = np.zeros(epochs)
    optimizer = torch.optim.SGD(model.parameters(), lr)
    for epoch in range(epochs):
        optimizer.zero_grad()
        loss = torch.mean((model(x) - y) ** 2)
        loss.backward()
        losses[epoch] = loss.detach().numpy()
        optimizer.step()
    return losses


def closed_form(X, y):
    A = np.column_stack([X.numpy().astype(np.float64), np.ones(len(X))])
    theta, *_ = np.linalg.lstsq(A, y.numpy().astype(np.float64), rcond=None)
    return theta[:-1], theta[-1, 0]
