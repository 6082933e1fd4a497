"""NumPy scalars come back everywhere; scikit-learn's confusion matrix; the validation predicts all samples, then measures once."""

import numpy as np
import torch
from sklearn.metrics import confusion_matrix


def overfitting_epoch(history):
    train = np.asarray(history["train_loss"])
    val = np.asarray(history["val_loss"])
    best = val.argmin()
    return None if train[-1] >= train[best] else best + 1


def gradient_norms(model):
    return {
        name: np.linalg.norm(p.grad.detach().numpy().ravel()) if p.grad is not None else None
        for name, p in model.named_parameters()
    }


class EarlyStopping:
    def __init__(self, patience, min_delta):
        self.patience = patience
        self.min_delta = min_delta
        self.losses = []

    def __call__(self, val_loss):
        """Goes over all losses anew; returns np.bool_."""
        self.losses.append(val_loss)
        best, bad = np.inf, np.int64(0)
        for loss in np.array(self.losses):
            if np.less(loss, best - self.min_delta):
                best, bad = loss, np.int64(0)
            else:
                bad = bad + 1
        return bad >= self.patience


def classification_metrics(y_true, y_pred):
    table = confusion_matrix(np.asarray(y_true), np.asarray(y_pred)).astype(float)
    hits, support, predicted = np.diag(table), table.sum(1), table.sum(0)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.nan_to_num(hits / predicted)
        r = np.nan_to_num(hits / support)
        f = np.nan_to_num(2 * p * r / (p + r))
    return {
        "accuracy": hits.sum() / table.sum(),
        "precision": np.average(p, weights=support),
        "recall": np.average(r, weights=support),
        "f1": np.average(f, weights=support),
        "support": support,
    }


def accumulate_steps(model, batches, criterion, optimizer):
    sizes = np.array([len(y) for _, y in batches])
    shares = sizes / sizes.sum()
    optimizer.zero_grad()
    losses = []
    for share, (x, y) in zip(shares, batches):
        loss = criterion(model(x), y)
        (loss * float(share)).backward()
        losses.append(loss.item())
    optimizer.step()
    return np.average(losses, weights=sizes)


def train_model(model, train_loader, val_loader, criterion, optimizer, epochs, path):
    history = {"train_loss": [], "val_loss": []}
    for _ in range(epochs):
        model.train()
        losses, sizes = [], []
        for x, y in train_loader:
            loss = criterion(model(x), y)
            model.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.detach().numpy())
            sizes.append(len(x))
        history["train_loss"].append(np.average(losses, weights=sizes))

        model.eval()
        with torch.no_grad():
            predictions, targets = zip(*[(model(x), y) for x, y in val_loader])
            val_loss = criterion(torch.cat(predictions), torch.cat(targets)).numpy()
        if not history["val_loss"] or val_loss < np.min(history["val_loss"]):
            torch.save(model.state_dict(), path)
        history["val_loss"].append(val_loss)
    model.load_state_dict(torch.load(path, weights_only=True))
    return history
