"""The mean of the half squared loss and the own sgd in training; scikit-learn; lambdas."""

import random

import torch
from sklearn.linear_model import LinearRegression
from torch import nn

linreg = lambda X, w, b: torch.addmm(b, X, w)  # noqa: E731
squared_loss = lambda y_hat, y: (y.reshape_as(y_hat) - y_hat).square().mul(0.5)  # noqa: E731


def synthetic_data(w, b, n):
    X = torch.randn(n, w.shape[0])
    y = (X * w).sum(dim=1, keepdim=True) + b
    return X, y + torch.randn_like(y) / 100


class data_iter:
    """An iterable with a length, as a loader has."""

    def __init__(self, batch_size, features, labels):
        self.batch_size, self.features, self.labels = batch_size, features, labels
        self.order = random.sample(range(len(features)), len(features))

    def __len__(self):
        return -(-len(self.features) // self.batch_size)

    def __iter__(self):
        for k in range(len(self)):
            rows = self.order[k * self.batch_size : (k + 1) * self.batch_size]
            yield [self.features[rows], self.labels[rows]]


def sgd(params, lr, batch_size):
    for param in params:
        param.data -= lr * param.grad / batch_size
        param.grad.data.zero_()


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.ModuleDict({"line": nn.Linear(1, 1)})
        nn.init.normal_(self.net["line"].weight, 0, 0.01)
        nn.init.zeros_(self.net["line"].bias)

    def forward(self, x):
        return self.net["line"](x)


def train(model, x, y, lr, epochs):
    params = list(model.parameters())
    losses = []
    for _ in range(epochs):
        model.zero_grad()
        l = squared_loss(model(x), y)
        losses.append(float(l.mean()))
        l.sum().backward()
        sgd(params, lr, len(x))
    return losses


def closed_form(X, y):
    fitted = LinearRegression().fit(X.numpy(), y.numpy())
    return torch.tensor(fitted.coef_.T), float(fitted.intercept_[0])


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    features, labels = synthetic_data(torch.tensor([3.0]), 1.0, 100)
    model = LinearModel()
    plt.plot(train(model, features, labels, 0.1, 50))
    plt.show()
