"""Figures of lesson 17: the gradient that gets through many blocks, with and without the way past; shifted sevens."""

from __future__ import annotations

from types import ModuleType

import torch
from drawing import BLUE, GREY, INK, RED, arrow, frame, label, sheet
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from torch import Tensor, nn

BLOCKS = 12
SEVEN = ("......", ".####.", "....#.", "...#..", "...#..", "......")


def gradient_sizes(blocks: list[nn.Module], past: bool) -> list[float]:
    """The root mean square of the gradient at the input, for the first 1, 2, ... of the blocks."""
    sizes = []
    for count in range(1, len(blocks) + 1):
        torch.manual_seed(1)
        x = torch.rand(4, 4, 8, 8, dtype=torch.float64, requires_grad=True)
        y = x
        for block in blocks[:count]:
            y = block(y) if past else torch.relu(block.conv2(torch.relu(block.conv1(y))))
        (gradient,) = torch.autograd.grad(y.sum(), x)
        sizes.append(float(gradient.square().mean().sqrt()))
    return sizes


def depth(lesson: ModuleType) -> Figure:
    """What reaches the input through 1 to 12 blocks."""
    torch.manual_seed(0)
    blocks = [lesson.ResidualBlock(4).double() for _ in range(BLOCKS)]
    with torch.no_grad():
        for block in blocks:
            for conv in (block.conv1, block.conv2):
                conv.bias.zero_()  # a bias alone would keep the plain blocks from ever answering to x
    figure = Figure(figsize=(5.4, 2.8), layout="constrained")
    axes = figure.subplots()
    counts = range(1, BLOCKS + 1)
    for past, colour, name, y in ((True, BLUE, "relu(x + f(x))", 3.0), (False, RED, "relu(f(x))", 1e-6)):
        axes.plot(counts, gradient_sizes(blocks, past), "o-", color=colour, markersize=4)
        axes.text(7.2, y * 3, name, color=colour, family="monospace")
    axes.set(yscale="log", xlabel="$n$", ylabel=r"$|\partial y / \partial x|$", xlim=(0.5, BLOCKS + 0.5))
    return figure


def picture(rows: tuple[str, ...]) -> Tensor:
    """An image (1, 1, h, w) of ones and zeros."""
    return torch.tensor([[[[float(mark == "#") for mark in row] for row in rows]]])


def shifts(lesson: ModuleType) -> Figure:
    """One seven, and four of its shifted selves."""
    seven = picture(SEVEN)
    shifted = lesson.augment(seven.repeat(4, 1, 1, 1), 2, torch.Generator().manual_seed(5))
    figure, axes = sheet(38, 8.4, unit=0.18)
    for place, image in enumerate((seven[0, 0], *shifted[:, 0])):
        x, colour = 0.5 + place * 7.4 + (place > 0) * 1.4, INK if place == 0 else BLUE
        lines = range(1, 6)
        axes.vlines([x + line for line in lines], 0.5, 6.5, color=GREY, linewidth=0.5)
        axes.hlines([0.5 + line for line in lines], x, x + 6, color=GREY, linewidth=0.5)
        for row, column in image.nonzero().tolist():
            axes.add_patch(Rectangle((x + column, 0.5 + row), 1, 1, facecolor=colour, zorder=2))
        frame(axes, x, 0.5, 6, 6, colour)
        name = "images[0]" if place == 0 else f"augment(...)[{place - 1}]"
        label(axes, x + 3, 7.5, name, colour, fontsize=7, family="monospace")
    arrow(axes, (6.8, 3.5), (8.9, 3.5), BLUE)
    return figure


FIGURES = {"depth": depth, "shifts": shifts}
