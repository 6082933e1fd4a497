"""Plain Python loops and dicts of counts, no type hints, early exits, sums of squares by hand."""

import math

import torch


def overfitting_epoch(history):
    best = 0
    for epoch in range(len(history["val_loss"])):
        if history["val_loss"][epoch] < history["val_loss"][best]:
            best = epoch
    still_better = history["train_loss"][-1] < history["train_loss"][best]
    return best + 1 if still_better else None


def gradient_norms(model):
    norms = {}
    for name, parameter in model.named_parameters():
        if parameter.grad is None:
            continue
        total = 0.0
        for g in parameter.grad.flatten().tolist():
            total += g * g
        norms[name] = math.sqrt(total)
    return norms


class EarlyStopping:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta = patience, min_delta
        self.best = None
        self.wait = 0

    def __call__(self, loss):
        if self.best is None:
            self.best = loss
            return False
        if self.best - loss > self.min_delta:
            self.best = loss
            self.wait = 0
            return False
        self.wait = self.wait + 1
        if self.wait == self.patience:
            return True
        return False


def classification_metrics(y_true, y_pred):
    truth, guess = y_true.tolist(), y_pred.tolist()
    n = len(truth)
    right = sum(1 for t, g in zip(truth, guess) if t == g)
    result = {"accuracy": right / n, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    for c in set(truth):
        tp = fp = fn = 0
        for t, g in zip(truth, guess):
            if t == c and g == c:
                tp += 1
            elif g == c:
                fp += 1
            elif t == c:
                fn += 1
        p = tp / (tp + fp) if tp + fp > 0 else 0
        r = tp / (tp + fn) if tp + fn > 0 else 0
        f = 2 * p * r / (p + r) if p + r > 0 else 0
        share = truth.count(c) / n
        result["precision"] += share * p
        result["recall"] += share * r
        result["f1"] += share * f
    return result


def accumulate_steps(model, batches, criterion, optimizer):
    n = 0
    for x, _ in batches:
        n += x.shape[0]
    for parameter in model.parameters():
        parameter.grad = None
    for x, y in batches:
        loss = criterion(model(x), y)
        loss = loss * x.shape[0] / n
        loss.backward()
    optimizer.step()


def train_model(model, train_loader, val_loader, criterion, optimizer, epochs, path):
    train_losses = []
    val_losses = []
    for epoch in range(epochs):
        model.train()
        running = 0.0
        seen = 0
        for batch in train_loader:
            inputs, targets = batch
            optimizer.zero_grad()
            outputs = model(inputs)
            loss = criterion(outputs, targets)
            loss.backward()
            optimizer.step()
            running += float(loss) * len(targets)
            seen += len(targets)
        train_losses.append(running / seen)

        model.eval()
        running = 0.0
        seen = 0
        for inputs, targets in val_loader:
            with torch.no_grad():
                loss = criterion(model(inputs), targets)
            running += float(loss) * len(targets)
            seen += len(targets)
        val_losses.append(running / seen)

        if val_losses[-1] == min(val_losses):
            torch.save(model.state_dict(), path)
            print("saved epoch", epoch)

    model.load_state_dict(torch.load(path))
    model.train()
    return {"train_loss": train_losses, "val_loss": val_losses}
