"""Plain Python: the csv module, lists and loops, a network row by layer with matrices, updates by hand."""

import csv
import gzip
import math
import random

import torch
from torch import nn


def load_table(path):
    if path[-3:] == ".gz":
        f = gzip.open(path, "rt")
    else:
        f = open(path)
    rows = []
    for row in csv.reader(f):
        try:
            rows.append([float(v) for v in row])
        except ValueError:
            pass  # the header
    f.close()
    features = []
    labels = []
    for row in rows:
        features.append(row[:-1])
        labels.append([row[-1]])
    return torch.tensor(features), torch.tensor(labels)


class Standardizer:
    def __init__(self):
        self.means = []
        self.stds = []

    def fit(self, X):
        n, d = X.shape
        self.means, self.stds = [], []
        for j in range(d):
            column = [X[i, j].item() for i in range(n)]
            mean = sum(column) / n
            variance = 0
            for v in column:
                variance += (v - mean) ** 2
            self.means.append(mean)
            self.stds.append(math.sqrt(variance / n) or 1.0)

    def transform(self, X):
        out = torch.zeros(X.shape)
        for i in range(X.shape[0]):
            for j in range(X.shape[1]):
                out[i][j] = (X[i][j] - self.means[j]) / self.stds[j]
        return out

    def fit_transform(self, X):
        self.fit(X)
        return self.transform(X)


def split(X, y, test_size, seed, stratify=True):
    rng = random.Random(seed)
    if stratify:
        groups = [[i for i in range(len(y)) if y[i].item() == c] for c in (0, 1)]
    else:
        groups = [list(range(len(y)))]
    train, test = [], []
    for group in groups:
        rng.shuffle(group)
        k = int(len(group) * test_size)
        test += group[:k]
        train += group[k:]
    rng.shuffle(train)
    return X[train], X[test], y[train], y[test]


class Model(nn.Module):
    def __init__(self, sizes=(8, 6, 4, 1)):
        super().__init__()
        self.weights = nn.ParameterList()
        self.biases = nn.ParameterList()
        for i in range(len(sizes) - 1):
            self.weights.append(nn.Parameter(torch.randn(sizes[i], sizes[i + 1])))
            self.biases.append(nn.Parameter(torch.zeros(1, sizes[i + 1])))

    def forward(self, x):
        for i in range(len(self.weights)):
            z = x @ self.weights[i] + self.biases[i]
            x = 1 / (1 + torch.exp(-z))
        return x


def train(model, X, y, lr, epochs):
    losses = []
    for epoch in range(epochs):
        for p in model.parameters():
            p.grad = None
        y_hat = model(X)
        loss = -(y * torch.log(y_hat) + (1 - y) * torch.log(1 - y_hat)).mean()
        losses.append(float(loss))
        loss.backward()
        for p in model.parameters():
            p.data -= lr * p.grad.data
    return losses


class DiabetesModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.l1 = torch.nn.Linear(8, 32)
        self.l2 = torch.nn.Linear(32, 16)
        self.l3 = torch.nn.Linear(16, 1)
        self.relu = torch.nn.ReLU()

    def forward(self, x):
        x = self.relu(self.l1(x))
        x = self.relu(self.l2(x))
        return self.l3(x)


def layer_outputs(model, x):
    seen, handles = [], []

    def note(layer, inputs, output):
        seen.append(output.detach())

    for name, layer in model.named_modules():
        if type(layer) is torch.nn.Linear:
            handles.append(layer.register_forward_hook(note))
    try:
        with torch.no_grad():
            model(x)
    finally:
        for handle in handles:
            handle.remove()
    return seen


def load_columns(path, columns):
    with open(path, encoding="utf-8") as f:
        rows = [line.strip().split(",") for line in f][1:]
    return tuple(torch.tensor([float(row[c]) for row in rows]) for c in columns)
