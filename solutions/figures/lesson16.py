"""Figure of lesson 16: a training that overfits, and the epoch to keep."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import ModuleType

import torch
from drawing import BLUE, GREY, INK, RED
from matplotlib.figure import Figure
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

EPOCHS, DEGREE, TRAIN, VALIDATION = 200, 8, 10, 40


def powers(x: Tensor) -> Tensor:
    """The Legendre polynomials of each x up to DEGREE: (n, DEGREE + 1)."""
    columns = [torch.ones_like(x), x]
    for k in range(1, DEGREE):
        columns.append(((2 * k + 1) * x * columns[k] - k * columns[k - 1]) / (k + 1))
    return torch.stack(columns, dim=1)


def samples(n: int, generator: torch.Generator) -> DataLoader:
    """n noisy points of a curve, as one batch."""
    x = 2 * torch.rand(n, generator=generator, dtype=torch.float64) - 1
    y = x**2 + 0.35 * torch.randn(n, generator=generator, dtype=torch.float64)
    return DataLoader(TensorDataset(powers(x), y.unsqueeze(1)), batch_size=n)


def curves(lesson: ModuleType) -> Figure:
    """Both losses of each epoch, and where the validation loss is lowest."""
    generator = torch.Generator().manual_seed(11)
    train, validation = samples(TRAIN, generator), samples(VALIDATION, generator)
    model = nn.Linear(DEGREE + 1, 1, bias=False, dtype=torch.float64)
    nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "best.pt"))
        history = lesson.train_model(model, train, validation, nn.MSELoss(), optimizer, EPOCHS, path)
    best = lesson.overfitting_epoch(history) - 1
    figure = Figure(figsize=(6.4, 2.8), layout="constrained")
    axes = figure.subplots()
    axes.plot(history["train_loss"], color=BLUE)
    axes.plot(history["val_loss"], color=RED)
    axes.axvline(best, color=GREY, linestyle="--", linewidth=1)
    axes.plot(best, history["val_loss"][best], "o", color=INK, zorder=3)
    axes.text(EPOCHS, history["train_loss"][-1], " train_loss", color=BLUE, va="center")
    axes.text(EPOCHS, history["val_loss"][-1], " val_loss", color=RED, va="center")
    axes.set(xlim=(0, EPOCHS), ylim=(0, None), xlabel="epoch")
    return figure


FIGURES = {"curves": curves}
