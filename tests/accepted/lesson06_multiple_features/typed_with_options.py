"""Type hints, extra default arguments, a scaler that is a module in float64, keyword-only helpers, own autograd steps."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import torch
from torch import Tensor, nn


def _text(path: str | Path, encoding: str = "utf-8") -> str:
    data = Path(path).read_bytes()
    if data[:2] == b"\x1f\x8b":  # gzip, whatever the name says
        data = zlib.decompress(data, wbits=31)
    return data.decode(encoding)


def _row(line: str, sep: str) -> list[float] | None:
    try:
        return [float(field) for field in line.split(sep)]
    except ValueError:
        return None


def load_table(path: str, sep: str = ",", dtype: torch.dtype = torch.float32) -> tuple[Tensor, Tensor]:
    rows = [_row(line, sep) for line in io.StringIO(_text(path)) if line.strip()]
    table = torch.tensor([row for row in rows if row is not None], dtype=dtype)
    features, labels = table.split([table.shape[1] - 1, 1], dim=1)
    return features.contiguous(), labels.contiguous()


class Standardizer(nn.Module):
    mean: Tensor
    scale: Tensor

    def __init__(self, eps: float = 1e-12) -> None:
        super().__init__()
        self.eps = eps
        self.register_buffer("mean", torch.zeros(()))
        self.register_buffer("scale", torch.ones(()))

    @torch.no_grad()
    def fit(self, X: Tensor) -> Standardizer:
        var, mean = torch.var_mean(X.double(), dim=0, unbiased=False)
        self.mean = mean
        self.scale = torch.where(var > self.eps, var.sqrt(), 1.0)
        return self

    def transform(self, X: Tensor) -> Tensor:
        return X.double().sub(self.mean).div(self.scale)

    forward = transform

    def fit_transform(self, X: Tensor) -> Tensor:
        return self.fit(X)(X)


def _count(n: int, fraction: float) -> int:
    return -int(-n * fraction // 1)


def split(
    X: Tensor, y: Tensor, test_size: float, seed: int, stratify: bool = True, *, device: str = "cpu"
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    g = torch.Generator(device=device)
    g.manual_seed(seed)
    noise = torch.rand(len(y), generator=g, device=device)
    is_test = torch.zeros(len(y), dtype=torch.bool)
    labels = y.squeeze(1) if stratify else torch.zeros(len(y))
    for label in labels.unique():
        members = torch.where(labels == label, noise, torch.inf)
        count = _count(int((labels == label).sum()), test_size)
        is_test[members.argsort()[:count]] = True
    return X[~is_test], X[is_test], y[~is_test], y[is_test]


class Layer(nn.Linear):
    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x).sigmoid()


class Model(nn.Sequential):
    def __init__(self, sizes: tuple[int, ...] = (8, 6, 4, 1), seed: int | None = None) -> None:
        if seed is not None:
            torch.manual_seed(seed)
        super().__init__(*[Layer(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1)])


def train(model: nn.Module, X: Tensor, y: Tensor, lr: float, epochs: int, verbose: bool = False) -> list[Tensor]:
    model.train()
    parameters = list(model.parameters())
    history: list[Tensor] = []
    for epoch in range(epochs):
        loss = nn.functional.binary_cross_entropy(model(X), y, reduction="sum") / y.numel()
        history.append(loss.detach())
        with torch.no_grad():
            for p, g in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
                p.sub_(g, alpha=lr)
        if verbose:
            print(epoch, loss.item())
    return history


class DiabetesModel(torch.nn.Module):
    def __init__(self, sizes=(8, 32, 16, 1)):
        super().__init__()
        self.linears = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        for linear in self.linears[:-1]:
            x = linear(x).clamp(min=0)
        return self.linears[-1](x)


def layer_outputs(model, x):
    out = []
    hook = torch.nn.modules.module.register_module_forward_hook(
        lambda module, args, result: out.append(result) if isinstance(module, torch.nn.Linear) else None
    )
    model(x)
    hook.remove()
    return out


def load_columns(path, columns):
    import csv

    with open(path, newline="") as f:
        reader = csv.reader(f)
        next(reader)
        table = [[float(row[c]) for c in columns] for row in reader]
    return tuple(torch.tensor(table).unbind(dim=1))
