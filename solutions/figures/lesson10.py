"""Figure of lesson 10: what becomes of an image on its way through the network."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREY, PALE_BLUE, PALE_GREEN, arrow, label, sheet
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from torch import Tensor, nn

SHOWN = 4  # of a stack of maps, so many are drawn
WIDTHS = (5.2, 5.1, 4.1, 3.7, 3.3, 2.6, 2.6, 2)  # room for each stage and the arrow behind it


def stages(net: nn.Module) -> list[tuple[str, tuple[int, ...]]]:
    """Each step that changes the shape: its name, and the shape that it makes of one image."""
    seen: list[tuple[str, tuple[int, ...]]] = [("", (1, 28, 28))]

    def note(layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        before = tuple(inputs[0].shape[1:])
        if len(before) != len(seen[-1][1]):
            seen.append(("flatten", before))
        if before != output.shape[1:]:
            seen.append((type(layer).__name__, tuple(output.shape[1:])))

    for layer in net.children():
        layer.register_forward_hook(note)
    with torch.no_grad():
        net.eval()(torch.zeros(1, 1, 28, 28))
    return seen


def stack(axes: Axes, x: float, y: float, shape: tuple[int, ...]) -> None:
    """Maps one behind the other, as large as they have pixels; a vector is a thin column."""
    if len(shape) == 1:
        height = 0.2 * shape[0] ** 0.5
        axes.add_patch(Rectangle((x, y - height / 2), 0.3, height, facecolor=PALE_GREEN, edgecolor=GREY, linewidth=0.8))
        return
    side = shape[1] / 9
    for depth in reversed(range(min(SHOWN, shape[0]))):
        corner = (x + 0.18 * depth, y - side / 2 - 0.18 * depth)
        axes.add_patch(Rectangle(corner, side, side, facecolor=PALE_BLUE, edgecolor=GREY, linewidth=0.8))


def shapes(lesson: ModuleType) -> Figure:
    """The stages of the reference network, side by side."""
    figure, axes = sheet(28.6, 6.2, unit=0.25)
    x, y = 0.6, 3
    for (name, shape), width in zip(stages(lesson.DigitRecognizer()), WIDTHS, strict=True):
        if name:
            arrow(axes, (x - 1.2, y), (x - 0.2, y), BLUE)
            label(axes, x - 0.7, 0.5, name, BLUE, fontsize=8)
        stack(axes, x, y, shape)
        label(axes, x, 5.6, str(shape), GREY, ha="left", fontsize=8)
        x += width
    return figure


FIGURES = {"shapes": shapes}
