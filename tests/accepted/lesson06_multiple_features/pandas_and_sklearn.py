"""pandas reads, scikit-learn scales and splits; arrays come back from the scaler, a tensor of losses from train."""

import numpy as np
import pandas as pd
import torch
import torch.nn.functional as F
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch import nn


def load_table(path: str):
    frame = pd.read_csv(path, header=None, dtype=str)
    numbers = frame.apply(pd.to_numeric, errors="coerce").dropna()
    values = numbers.to_numpy(dtype=np.float32)
    return torch.tensor(values[:, :-1]), torch.tensor(values[:, -1]).unsqueeze(1)


class Standardizer(StandardScaler):
    """All three methods are scikit-learn's."""


def split(X, y, test_size, seed, stratify=True):
    rows = np.arange(len(y))
    train, test = train_test_split(
        rows, test_size=test_size, random_state=seed, stratify=y.numpy() if stratify else None
    )
    return X[train], X[test], y[train], y[test]


class Model(nn.Module):
    def __init__(self, sizes=(8, 6, 4, 1)):
        super().__init__()
        for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
            self.add_module(f"linear{i + 1}", nn.Linear(a, b))
        self.depth = len(sizes) - 1

    def forward(self, x):
        for i in range(self.depth):
            x = F.sigmoid(getattr(self, f"linear{i + 1}")(x))
        return x


def train(model, X, y, lr, epochs):
    losses = torch.empty(epochs)
    optimizer = torch.optim.SGD(model.parameters(), lr, momentum=0.0)
    for i in range(epochs):
        optimizer.zero_grad()
        loss = F.binary_cross_entropy(model(X), y)
        losses[i] = loss.detach()
        loss.backward()
        optimizer.step()
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
