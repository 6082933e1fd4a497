"""All weights first, then all biases, in flat tensors; a tuple of 0-d tensors with their graph, lambdas, a main block."""

import gzip

import torch
import torch.nn.functional as F
from torch import nn


def load_table(path):
    raw = open(path, "rb").read()
    if path.endswith(".gz"):
        raw = gzip.decompress(raw)
    lines = raw.decode().strip().split("\n")
    if any(ch.isalpha() for ch in lines[0]):
        del lines[0]
    cells = [list(map(float, line.strip().split(","))) for line in lines]
    data = torch.FloatTensor(cells)
    return data[:, : data.size(1) - 1], data[:, data.size(1) - 1 :]


class Standardizer:
    fitted = False

    def fit(self, X):
        deviations = X - X.mean(dim=0)
        self.center = X.mean(dim=0).clone()
        self.std = deviations.pow(2).mean(dim=0).sqrt()
        self.fitted = True

    def transform(self, X):
        assert self.fitted, "call fit first"
        return torch.nan_to_num((X - self.center) / self.std, nan=0.0)

    def fit_transform(self, X):
        self.fit(X)
        return self.transform(X)


def split(X, y, test_size, seed, stratify=True):
    gen = torch.Generator()
    gen.manual_seed(seed)
    perm = torch.randperm(len(X), generator=gen)
    X, y = X[perm], y[perm]
    if stratify:
        order = torch.argsort(y[:, 0], stable=True)
        X, y = X[order], y[order]
        counts = [int((y == c).sum()) for c in (0.0, 1.0)]
    else:
        counts = [len(X)]
    X_train, X_test, y_train, y_test = [], [], [], []
    start = 0
    for count in counts:
        k = start + round(count * test_size)
        X_test.append(X[start:k])
        y_test.append(y[start:k])
        X_train.append(X[k : start + count])
        y_train.append(y[k : start + count])
        start += count
    return tuple(map(torch.cat, (X_train, X_test, y_train, y_test)))


class Model(nn.Module):
    def __init__(self, sizes=(8, 6, 4, 1)):
        super().__init__()
        shapes = list(zip(sizes[:-1], sizes[1:]))
        self.W = nn.ParameterList([nn.Parameter(torch.empty(o, i).uniform_(-0.5, 0.5)) for i, o in shapes])
        self.b = nn.ParameterList([nn.Parameter(torch.zeros(o)) for _, o in shapes])

    def forward(self, X):
        layer = lambda x, w, b: torch.sigmoid(F.linear(x, w, b))  # noqa: E731
        for w, b in zip(self.W, self.b):
            X = layer(X, w, b)
        return X


def train(model, X, y, lr, epochs):
    losses = ()
    model.zero_grad()
    for _ in range(epochs):
        loss = F.binary_cross_entropy(model(X), y)
        losses += (loss,)
        loss.backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= lr * p.grad
                p.grad.zero_()
    return losses


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    X, y = load_table("diabetes.csv.gz")
    X_train, X_test, y_train, y_test = split(X, y, 0.2, 1)
    plt.plot([float(loss) for loss in train(Model(), X_train, y_train, 1.0, 1000)])
    plt.show()


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
