"""pandas for the curves and the class table, groupby for hits, Series.idxmin for the best epoch, pathlib for the file."""

from pathlib import Path

import pandas as pd
import torch
from torch.nn.utils import parameters_to_vector, vector_to_parameters


def overfitting_epoch(history):
    curves = pd.DataFrame({key: history[key] for key in ("train_loss", "val_loss")})
    best = curves["val_loss"].idxmin()
    if curves["train_loss"].iloc[-1] < curves["train_loss"][best]:
        return int(best) + 1
    return None


def gradient_norms(model):
    names = pd.Series({name: p.grad for name, p in model.named_parameters()}, dtype=object)
    return names.dropna().map(lambda g: g.norm(p="fro").item()).to_dict()


class EarlyStopping:
    def __init__(self, patience, min_delta):
        self.patience = patience
        self.min_delta = min_delta
        self.bests = [float("inf")]
        self.streak = ""

    def __call__(self, val_loss):
        good = bool(val_loss < self.bests[-1] - self.min_delta)
        if good:
            self.bests.append(val_loss)
        self.streak += "+" if good else "-"
        return self.streak.endswith("-" * self.patience)


def classification_metrics(y_true, y_pred):
    frame = pd.DataFrame({"true": y_true.numpy(), "pred": y_pred.numpy()})
    frame["hit"] = frame["true"] == frame["pred"]
    table = pd.DataFrame(
        {
            "samples": frame.groupby("true").size(),
            "hits": frame.groupby("true")["hit"].sum(),
            "predicted": frame.groupby("pred").size(),
        }
    ).fillna(0)
    table["p"] = (table["hits"] / table["predicted"]).fillna(0)
    table["r"] = (table["hits"] / table["samples"]).fillna(0)
    table["f"] = (2 * table["hits"] / (table["samples"] + table["predicted"])).fillna(0)
    weighted = table[["p", "r", "f"]].mul(table["samples"], axis=0).sum() / len(frame)
    return {
        "accuracy": frame["hit"].mean(),
        "precision": weighted["p"],
        "recall": weighted["r"],
        "f1": weighted["f"],
    }


def accumulate_steps(model, batches, criterion, optimizer):
    sizes = [len(x) for x, _ in batches]
    model.zero_grad()
    for i in range(len(batches)):
        x, y = batches[i]
        criterion(model(x), y).mul(sizes[i]).div(sum(sizes)).backward()
    optimizer.step()


def train_model(model, train_loader, val_loader, criterion, optimizer, epochs, path):
    rows = []
    for epoch in range(epochs):
        row = {"epoch": epoch}
        model = model.train()
        seen = []
        for x, y in iter(train_loader):
            optimizer.zero_grad()
            y_hat = model(x)
            loss = criterion(y_hat, y)
            loss.backward()
            optimizer.step()
            seen.append((loss.item(), len(x)))
        row["train_loss"] = sum(value * n for value, n in seen) / sum(n for _, n in seen)

        # parameters that need no gradient record no graph
        for p in model.parameters():
            p.requires_grad_(False)
        model = model.eval()
        seen = [(criterion(model(x), y).item(), len(x)) for x, y in val_loader]
        for p in model.parameters():
            p.requires_grad_(True)
        row["val_loss"] = sum(value * n for value, n in seen) / sum(n for _, n in seen)

        rows.append(row)
        table = pd.DataFrame(rows)
        if table["val_loss"].idxmin() == epoch:
            flat = parameters_to_vector(model.parameters()).detach().clone()
            torch.save(model.state_dict(), Path(path))
    vector_to_parameters(flat, model.parameters())
    model.load_state_dict(torch.load(Path(path), map_location="cpu", weights_only=True))
    return table.to_dict(orient="list")
