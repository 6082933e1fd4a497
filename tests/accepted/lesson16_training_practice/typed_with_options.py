"""Type hints, dataclasses, extra arguments with defaults, inference_mode, helpers, a history that is a defaultdict."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader


def overfitting_epoch(
    history: dict[str, list[float]], train_key: str = "train_loss", val_key: str = "val_loss"
) -> int | None:
    best, _ = min(enumerate(history[val_key]), key=lambda pair: pair[1])
    later = history[train_key][best + 1 :]
    return best + 1 if later and later[-1] < history[train_key][best] else None


def gradient_norms(model: nn.Module, norm_type: float = 2.0) -> dict[str, float]:
    norms = {
        name: float(torch.linalg.vector_norm(p.grad, norm_type))
        for name, p in model.named_parameters()
        if p.grad is not None
    }
    norms["total"] = sum(value**2 for value in norms.values()) ** 0.5
    return norms


@dataclass
class EarlyStopping:
    patience: int = 7
    min_delta: float = 0.0
    best: float = field(default=float("inf"), init=False)
    bad: int = field(default=0, init=False)

    def step(self, val_loss: float) -> bool:
        improved = self.best - val_loss > self.min_delta
        self.best, self.bad = (val_loss, 0) if improved else (self.best, self.bad + 1)
        return self.should_stop

    __call__ = step

    @property
    def should_stop(self) -> bool:
        return self.bad >= self.patience


def ratio(a: float, b: float) -> float:
    return a / b if b else 0.0


def classification_metrics(y_true: Tensor, y_pred: Tensor, digits: int | None = None) -> dict[str, float]:
    truth, guess = Counter(y_true.tolist()), Counter(y_pred.tolist())
    hits = Counter(t for t, g in zip(y_true.tolist(), y_pred.tolist()) if t == g)
    n = sum(truth.values())
    per_class = {c: (ratio(hits[c], guess[c]), ratio(hits[c], truth[c])) for c in truth}
    metrics = {
        "accuracy": sum(hits.values()) / n,
        "precision": sum(truth[c] * p for c, (p, _) in per_class.items()) / n,
        "recall": sum(truth[c] * r for c, (_, r) in per_class.items()) / n,
        "f1": sum(truth[c] * ratio(2 * p * r, p + r) for c, (p, r) in per_class.items()) / n,
    }
    return metrics if digits is None else {name: round(value, digits) for name, value in metrics.items()}


def accumulate_steps(
    model: nn.Module, batches: Iterable, criterion: nn.Module, optimizer, max_norm: float | None = None
) -> float:
    batches = list(batches)
    total = sum(y.shape[0] for _, y in batches)
    optimizer.zero_grad(set_to_none=True)
    mean = 0.0
    for x, y in batches:
        weight = y.shape[0] / total
        loss = weight * criterion(model(x), y)
        loss.backward()
        mean += loss.item()
    if max_norm is not None:
        nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    optimizer.step()
    return mean


@dataclass
class Mean:
    total: float = 0.0
    count: int = 0

    def add(self, value: float, n: int) -> None:
        self.total += value * n
        self.count += n

    @property
    def value(self) -> float:
        return self.total / max(self.count, 1)


@torch.inference_mode()
def evaluate(model: nn.Module, loader: DataLoader, criterion: nn.Module) -> float:
    was_training = model.training
    model.eval()
    mean = Mean()
    for x, y in loader:
        mean.add(criterion(model(x), y).item(), y.size(0))
    model.train(was_training)
    return mean.value


def train_model(
    model: nn.Module,
    train_loader: DataLoader,
    val_loader: DataLoader,
    criterion: nn.Module,
    optimizer: torch.optim.Optimizer,
    epochs: int,
    path: str,
    device: str | torch.device = "cpu",
    stopping: EarlyStopping | None = None,
) -> dict[str, list[float]]:
    model.to(device)
    history: dict[str, list[float]] = defaultdict(list)
    best = io.BytesIO()
    for epoch in range(epochs):
        model.train()
        mean = Mean()
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            loss = criterion(model(x), y)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            mean.add(loss.item(), len(x))
        history["train_loss"].append(mean.value)
        history["val_loss"].append(evaluate(model, val_loader, criterion))
        history["lr"].append(optimizer.param_groups[0]["lr"])
        if epoch == 0 or history["val_loss"][-1] < min(history["val_loss"][:-1]):
            best = io.BytesIO()
            torch.save(model.state_dict(), best)
        if stopping and stopping(history["val_loss"][-1]):
            break
    with open(path, "wb") as file:
        file.write(best.getvalue())
    best.seek(0)
    model.load_state_dict(torch.load(best, weights_only=True))
    return history
