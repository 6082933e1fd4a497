"""NumPy for the table, the scale and the split; the losses come back as an array, float64 on the way."""

import numpy as np
import torch


def load_table(path):
    try:
        table = np.loadtxt(path, delimiter=",", ndmin=2)
    except ValueError:
        table = np.loadtxt(path, delimiter=",", ndmin=2, skiprows=1)
    table = torch.from_numpy(table).float()
    return table[:, :-1], table[:, -1].reshape(-1, 1)


class Standardizer:
    def fit(self, X):
        X = np.asarray(X, dtype=np.float64)
        self.mean_ = np.mean(X, axis=0)
        self.std_ = np.std(X, axis=0)
        self.std_[self.std_ == 0] = 1

    def transform(self, X):
        X = np.asarray(X, dtype=np.float64)
        return torch.tensor((X - self.mean_) / self.std_, dtype=torch.float32)

    def fit_transform(self, X):
        self.fit(X)
        return self.transform(X)


def split(X, y, test_size, seed, stratify=True):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(X))
    labels = y.numpy().ravel()[order]
    if stratify:
        # sorted by class, still mixed within each class; then every class gives its share
        chosen = []
        for c in np.unique(labels):
            rows = order[labels == c]
            chosen.extend(rows[: int(np.ceil(test_size * len(rows)))])
    else:
        chosen = order[: int(np.ceil(test_size * len(X)))]
    mask = np.zeros(len(X), dtype=bool)
    mask[chosen] = True
    mask = torch.from_numpy(mask)
    return X[~mask], X[mask], y[~mask], y[mask]


class Model(torch.nn.Module):
    def __init__(self, sizes=(8, 6, 4, 1)):
        torch.nn.Module.__init__(self)
        self.linears = torch.nn.ModuleList()
        for i in range(len(sizes) - 1):
            self.linears.append(torch.nn.Linear(sizes[i], sizes[i + 1]))
        self.sigmoid = torch.nn.Sigmoid()

    def forward(self, x):
        for linear in self.linears:
            x = self.sigmoid(linear(x))
        return x


def train(model, X, y, lr, epochs):
    criterion = torch.nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    history = np.zeros(epochs)
    for epoch in range(epochs):
        loss = criterion(model(X), y)
        history[epoch] = loss.detach().numpy()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return history


class DiabetesModel(torch.nn.Sequential):
    def __init__(self):
        linear, relu = torch.nn.Linear, torch.nn.ReLU
        super().__init__(linear(8, 32), relu(), linear(32, 16), relu(), linear(16, 1))


def layer_outputs(model, x):
    # No hook: forward of each layer is wrapped while the model runs.
    outputs = []
    layers = {layer for layer in model.modules() if isinstance(layer, torch.nn.Linear)}

    def wrap(forward):
        def wrapped(value):
            outputs.append(forward(value))
            return outputs[-1]

        return wrapped

    for layer in layers:
        layer.forward = wrap(layer.forward)
    model(x)
    for layer in layers:
        del layer.forward
    return tuple(outputs)


def load_columns(path, columns):
    columns = list(columns)
    table = np.genfromtxt(path, delimiter=",", skip_header=1, usecols=columns, dtype="float32").reshape(
        -1, len(columns)
    )
    return [torch.tensor(table[:, i]) for i in range(len(columns))]
