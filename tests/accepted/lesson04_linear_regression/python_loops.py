"""Plain Python loops and floats wherever a loop is possible; elimination by hand for the closed form."""

import random

import torch


def linreg(X, w, b):
    rows = []
    for i in range(X.shape[0]):
        total = b.reshape(-1)[0]
        for j in range(X.shape[1]):
            total = total + X[i, j] * w[j, 0]
        rows.append(total)
    return torch.stack(rows).reshape(-1, 1)


def squared_loss(y_hat, y):
    wanted = y.reshape(-1)
    result = torch.zeros_like(y_hat).reshape(-1)
    for i, p in enumerate(y_hat.reshape(-1)):
        result[i] = (p - wanted[i]) ** 2 / 2
    return result.reshape(y_hat.shape)


def synthetic_data(w, b, n):
    X, y = [], []
    for _ in range(n):
        row = [random.gauss(0, 1) for _ in range(len(w))]
        X.append(row)
        label = b
        for x, weight in zip(row, w.tolist()):
            label += x * weight
        y.append([label + random.gauss(0, 0.01)])
    return torch.tensor(X), torch.tensor(y)


def data_iter(batch_size, features, labels):
    indices = list(range(len(features)))
    random.shuffle(indices)
    X, y = [], []
    for i in indices:
        X.append(features[i])
        y.append(labels[i])
        if len(X) == batch_size:
            yield torch.stack(X), torch.stack(y)
            X, y = [], []
    if X:
        yield torch.stack(X), torch.stack(y)


def sgd(params, lr, batch_size):
    for p in params:
        flat, slopes = p.data.view(-1), p.grad.view(-1)
        for i in range(len(flat)):
            flat[i] = flat[i] - lr * slopes[i] / batch_size
        p.grad = None


class LinearModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.nn.Parameter(torch.tensor(0.0))
        self.b = torch.nn.Parameter(torch.tensor(0.0))

    def forward(self, x):
        return torch.stack([self.w * row[0] + self.b for row in x]).reshape(-1, 1)


def train(model, x, y, lr, epochs):
    losses = []
    for _ in range(epochs):
        model.zero_grad()
        total = 0
        y_hat = model(x)
        for i in range(len(x)):
            total = total + (y_hat[i, 0] - y[i, 0]) ** 2
        loss = total / len(x)
        losses.append(loss.item())
        loss.backward()
        for p in model.parameters():
            p.data = p.data - lr * p.grad
    return losses


def closed_form(X, y):
    rows = [[*row, 1.0] for row in X.tolist()]
    targets = [row[0] for row in y.tolist()]
    size = len(rows[0])
    # normal equations, the right side in the last column
    M = [
        [sum(r[i] * r[j] for r in rows) for j in range(size)] + [sum(r[i] * t for r, t in zip(rows, targets))]
        for i in range(size)
    ]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(M[k][i]))
        M[i], M[pivot] = M[pivot], M[i]
        for k in range(size):
            if k != i:
                factor = M[k][i] / M[i][i]
                for c in range(i, size + 1):
                    M[k][c] -= factor * M[i][c]
    theta = [M[i][size] / M[i][i] for i in range(size)]
    return torch.tensor(theta[:-1]).unsqueeze(1), theta[-1]
