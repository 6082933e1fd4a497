"""A script: prints at the top, an `if __name__ == "__main__":` block that trains and plots, batch sums via reduction arithmetic, parameters frozen in validation."""

import sys

import torch
from torch import nn

print("torch", torch.__version__, "python", sys.version_info[:2])
BEST = "model_state"


def overfitting_epoch(history):
    val = list(history["val_loss"])
    lowest = sorted(range(len(val)), key=val.__getitem__)[0]
    if lowest + 1 == len(val):
        return
    if history["train_loss"][lowest] > history["train_loss"][-1]:
        return lowest + 1


def gradient_norms(model):
    named = [(n, p.grad) for n, p in model.named_parameters() if p.grad is not None]
    names = [n for n, _ in named]
    values = [torch.sqrt((g * g).sum()).item() for _, g in named]
    return dict(zip(names, values))


class EarlyStopping(object):
    """Keras-like names."""

    def __init__(self, patience, min_delta=0):
        self.patience = patience
        self.min_delta = abs(min_delta)
        self.wait = 0
        self.best = float("inf")
        self.early_stop = False

    def improved(self, current):
        return current + self.min_delta < self.best

    def __call__(self, current):
        if self.improved(current):
            self.best = current
            self.wait = 0
        else:
            self.wait += 1
        self.early_stop = self.wait >= self.patience
        return self.early_stop


def classification_metrics(y_true, y_pred):
    n = y_true.numel()
    out = dict(accuracy=(y_true == y_pred).float().mean().item(), precision=0.0, recall=0.0, f1=0.0)
    for c, count in zip(*torch.unique(y_true, return_counts=True)):
        is_c, said_c = y_true == c, y_pred == c
        tp = (is_c & said_c).sum().item()
        precision = tp / max(said_c.sum().item(), 1)
        recall = tp / count.item()
        f1 = 0.0 if tp == 0 else 2 / (1 / precision + 1 / recall)
        w = count.item() / n
        out["precision"] += w * precision
        out["recall"] += w * recall
        out["f1"] += w * f1
    return out


def accumulate_steps(model, batches, criterion, optimizer):
    total = len(torch.cat([y for _, y in batches]))
    params = [p for p in model.parameters() if p.requires_grad]
    sums = [torch.zeros_like(p) for p in params]
    for x, y in batches:
        grads = torch.autograd.grad(criterion(model(x), y), params)
        for s, g in zip(sums, grads):
            s += g * len(x)
    for p, s in zip(params, sums):
        p.grad = s / total
    optimizer.step()
    optimizer.zero_grad()


def one_pass(model, loader, criterion, optimizer=None):
    total = n = 0
    for x, y in loader:
        out = model(x)
        loss = criterion(out, y)
        if optimizer is not None:
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        total += loss.item() * out.size(0)
        n += out.size(0)
    return total / n


def train_model(model, train_loader, val_loader, criterion, optimizer, epochs, path):
    history = {"train_loss": [], "val_loss": [], "saved": []}
    lowest = None
    for epoch in range(epochs):
        model.train()
        history["train_loss"].append(one_pass(model, train_loader, criterion, optimizer))
        model.eval()
        with torch.no_grad():
            history["val_loss"].append(one_pass(model, val_loader, criterion))
        saved = lowest is None or history["val_loss"][-1] < lowest
        history["saved"].append(saved)
        if saved:
            lowest = history["val_loss"][-1]
            torch.save({"epoch": epoch, BEST: model.state_dict(), "val_loss": lowest}, path)
    checkpoint = torch.load(path, weights_only=False)
    model.load_state_dict(checkpoint[BEST])
    return history


if __name__ == "__main__":
    import matplotlib.pyplot as plt
    from torch.utils.data import DataLoader, TensorDataset

    torch.manual_seed(0)
    x = torch.randn(200, 5)
    y = (x[:, 0] * x[:, 1] > 0).long()
    net = nn.Sequential(nn.Linear(5, 64), nn.ReLU(), nn.Linear(64, 2))
    history = train_model(
        net,
        DataLoader(TensorDataset(x[:60], y[:60]), 16, shuffle=True),
        DataLoader(TensorDataset(x[60:], y[60:]), 64),
        nn.CrossEntropyLoss(),
        torch.optim.Adam(net.parameters(), lr=0.01),
        100,
        "best.pt",
    )
    print(overfitting_epoch(history), classification_metrics(y[60:], net(x[60:]).argmax(1)))
    plt.plot(history["train_loss"])
    plt.plot(history["val_loss"])
    plt.savefig("curves.png")
