"""A DataLoader with one batch of everything, named layers made with setattr, torch.std with unbiased=False, top-level code."""

import gzip
import os

import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset


def load_table(path):
    name = os.path.basename(path)
    if name.endswith(".gz"):
        with gzip.open(path) as f:
            content = f.read().decode("utf-8")
    else:
        with open(path, encoding="utf-8") as f:
            content = f.read()
    rows = [line.split(",") for line in content.splitlines() if line]
    if not rows[0][0].lstrip("-").replace(".", "", 1).isdigit():
        rows = rows[1:]
    array = np.array(rows, dtype=np.float32)
    return torch.from_numpy(array[..., :-1]), torch.from_numpy(array[..., -1:])


class Standardizer:
    def __init__(self, copy=True):
        self.copy = copy

    def fit(self, X, y=None):
        self.mean = torch.mean(X, dim=0)
        self.std = torch.std(X, dim=0, unbiased=False)
        self.std = torch.clamp(self.std, min=1e-6)
        return self

    def transform(self, X):
        result = X.clone() if self.copy else X
        result -= self.mean
        result /= self.std
        return result

    def fit_transform(self, X, y=None):
        return self.fit(X, y).transform(X)


def split(X, y, test_size, seed, stratify=True):
    np.random.seed(seed)
    keys = np.random.rand(len(X))
    if stratify:
        test = np.zeros(len(X), dtype=bool)
        for label in (0, 1):
            mine = np.flatnonzero(y.numpy()[:, 0] == label)
            mine = mine[np.argsort(keys[mine])]
            test[mine[: int(round(test_size * len(mine)))]] = True
    else:
        test = np.argsort(np.argsort(keys)) < int(test_size * len(X))
    return X[~test], X[test], y[~test], y[test]


class Model(torch.nn.Module):
    def __init__(self, sizes=(8, 6, 4, 1)):
        super().__init__()
        self.names = []
        for i in range(len(sizes) - 1):
            name = "fc%d" % i
            setattr(self, name, torch.nn.Linear(sizes[i], sizes[i + 1]))
            torch.nn.init.xavier_uniform_(getattr(self, name).weight)
            self.names.append(name)

    def forward(self, x):
        if not self.names:
            return x
        for name in self.names:
            x = (torch.tanh(getattr(self, name)(x) / 2) + 1) / 2
        return x


def train(model, X, y, lr, epochs):
    loader = DataLoader(TensorDataset(X, y), batch_size=len(X), shuffle=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    criterion = torch.nn.BCELoss()
    losses = []
    for _ in range(epochs):
        for xb, yb in loader:
            optimizer.zero_grad()
            loss = criterion(model(xb), yb)
            loss.backward()
            optimizer.step()
            losses.append(np.array(loss.item()))
    return losses


X = torch.rand(40, 8) * 2 - 1
y = (X.sum(dim=1, keepdim=True) > 0).float()
net = Model()
print("loss", train(net, X, y, 0.5, 5)[-1], "accuracy", ((net(X) > 0.5) == (y > 0.5)).float().mean())


class DiabetesModel(torch.nn.Module):
    def __init__(self, sizes=(8, 32, 16, 1)):
        super().__init__()
        self.linears = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        for linear in self.linears[:-1]:
            x = linear(x).clamp(min=0)
        return self.linears[-1](x)


def layer_outputs(model, x):
    out = []
    hook = torch.nn.modules.module.register_module_forward_hook(
        lambda module, args, result: out.append(result) if isinstance(module, torch.nn.Linear) else None
    )
    model(x)
    hook.remove()
    return out


def load_columns(path, columns):
    import csv

    with open(path, newline="") as f:
        reader = csv.reader(f)
        next(reader)
        table = [[float(row[c]) for c in columns] for row in reader]
    return tuple(torch.tensor(table).unbind(dim=1))
