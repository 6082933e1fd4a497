"""0-d tensors instead of numbers, float64 sums, one-hot tables, gradients divided once at the end instead of shares."""

import torch
import torch.nn.functional as F
from torch import Tensor


def overfitting_epoch(history):
    train, val = torch.tensor(history["train_loss"]), torch.tensor(history["val_loss"])
    best = val.argmin()
    if (train[best] <= train[-1]).item():
        return None
    return best + 1


def gradient_norms(model) -> dict[str, Tensor]:
    found = {}
    for name, p in model.named_parameters():
        found[name] = torch.zeros(()) if p.grad is None else p.grad.double().square().sum().sqrt()
    return found


class EarlyStopping:
    def __init__(self, patience, min_delta):
        self.patience = torch.tensor(patience)
        self.min_delta = torch.tensor(min_delta, dtype=torch.float64)
        self.best = torch.tensor(float("inf"), dtype=torch.float64)
        self.bad = torch.tensor(0)

    def __call__(self, val_loss):
        val_loss = torch.as_tensor(val_loss, dtype=torch.float64)
        improved = val_loss < self.best - self.min_delta
        self.best = torch.where(improved, val_loss, self.best)
        self.bad = torch.where(improved, 0, self.bad + 1)
        return self.bad >= self.patience


def classification_metrics(y_true: Tensor, y_pred: Tensor) -> dict[str, Tensor]:
    k = int(torch.maximum(y_true.max(), y_pred.max())) + 1
    true, pred = F.one_hot(y_true, k).double(), F.one_hot(y_pred, k).double()
    hits = (true * pred).sum(0)
    tiny = 1e-300
    p = hits / (pred.sum(0) + tiny)
    r = hits / (true.sum(0) + tiny)
    f = 2 * p * r / (p + r + tiny)
    weight = true.mean(0)
    return {
        "accuracy": hits.sum() / len(y_true),
        "precision": torch.dot(weight, p),
        "recall": torch.dot(weight, r),
        "f1": torch.dot(weight, f),
    }


def accumulate_steps(model, batches, criterion, optimizer):
    optimizer.zero_grad(set_to_none=False)
    n = 0
    for x, y in batches:
        (criterion(model(x), y) * x.size(0)).backward()
        n += x.size(0)
    for p in model.parameters():
        p.grad /= n
    optimizer.step()
    return model


def train_model(model, train_loader, val_loader, criterion, optimizer, epochs, path):
    curves = {"train_loss": [], "val_loss": []}
    best = torch.tensor(torch.inf)
    for _ in range(epochs):
        for phase, loader in (("train", train_loader), ("val", val_loader)):
            model.train(phase == "train")
            total, count = torch.zeros((), dtype=torch.float64), 0
            for x, y in loader:
                with torch.set_grad_enabled(phase == "train"):
                    loss = criterion(model(x), y)
                    if phase == "train":
                        optimizer.zero_grad()
                        loss.backward()
                        optimizer.step()
                total += loss.detach() * len(y)
                count += len(y)
            curves[f"{phase}_loss"].append(total / count)
        if curves["val_loss"][-1] < best:
            best = curves["val_loss"][-1]
            best_state = {name: value.clone() for name, value in model.state_dict().items()}
    torch.save(best_state, path)
    model.load_state_dict(best_state)
    return curves
