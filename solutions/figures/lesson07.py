"""Figure of lesson 07: ten samples, the part that is held back, and the batches of two epochs."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREEN, GREY, PALE_BLUE, PALE_GREEN, arrow, cell, label, sheet
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch.utils.data import DataLoader


def row(axes: Axes, x: float, y: float, loader: DataLoader, fill: str) -> set[str]:
    """One epoch of a loader, its batches apart; returns the numbers that came."""
    seen = set()
    for features, _ in loader:
        for number in features.flatten().tolist():
            cell(axes, x, y, f"{number:g}", fill)
            seen.add(f"{number:g}")
            x += 1
        x += 0.5
    return seen


def loaders(lesson: ModuleType) -> Figure:
    """Where the samples 0 to 9 go: training samples mixed anew in the second epoch, validation samples fixed."""
    samples = [(torch.tensor([float(number)]), torch.tensor([0.0])) for number in range(10)]
    train_loader, val_loader = lesson.make_loaders(samples, batch_size=3, val_fraction=0.2, seed=1)
    figure, axes = sheet(16.2, 7.4)
    for epoch, y in ((1, 4.4), (2, 5.9)):
        label(axes, 0.4, y + 0.5, f"epoch {epoch}", GREY, ha="left")
        row(axes, 3.2, y, train_loader, PALE_BLUE)
        held_back = row(axes, 13.7, y, val_loader, PALE_GREEN)
    for number in range(10):
        cell(axes, 3.2 + number, 0.5, str(number), PALE_GREEN if str(number) in held_back else PALE_BLUE)
    label(axes, 0.4, 1, "dataset", GREY, ha="left")
    arrow(axes, (7.7, 1.8), (7.7, 3.1), BLUE)
    label(axes, 7.7, 3.6, "train_loader", BLUE)
    arrow(axes, (10.5, 1.8), (14.2, 3.1), GREEN)
    label(axes, 14.3, 3.6, "val_loader", GREEN)
    return figure


FIGURES = {"loaders": loaders}
