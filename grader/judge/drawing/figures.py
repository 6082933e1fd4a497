"""Numbers as SVG, by matplotlib: lines, surfaces, maps and images, in colours that the reader's light or dark page chooses.

All numbers are checked before they come here. No text is read as a formula, and the same numbers give the same bytes.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

__all__ = ["Names", "draw_images", "draw_lines", "draw_map", "draw_surface"]

Names = tuple[str, ...]

# By what a page calls the colour: what it is drawn in, in a light page and in a dark one. None occurs otherwise, so each can be replaced.
COLOURS = {
    "page": ("#fefefd", "#ffffff", "#0d1117"),
    "ink": ("#1b1f23", "#1b1f24", "#e6edf3"),
    "line": ("#8b949d", "#8b949e", "#6e7681"),
    "first": ("#0550ad", "#0550ae", "#79b8ff"),
    "second": ("#c04a01", "#c04a00", "#ffab70"),
    "third": ("#007a5b", "#007a5a", "#56d4a5"),
}
PAGE, INK, LINE, *SERIES = (drawn for drawn, _, _ in COLOURS.values())
MARKS = "osD"  # a class is told by its mark, too
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "dlgrade",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": LINE,
    "axes.titlesize": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": LINE,
    "grid.linewidth": 0.3,
    "legend.facecolor": PAGE,
    "legend.edgecolor": LINE,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "savefig.dpi": 110,
}
SIDE = 8  # images in a row
PER_INCH = 1.05


def draw_lines(
    x: np.ndarray,
    ys: Mapping[str, np.ndarray],
    names: Names,
    marked: Mapping[str, np.ndarray],
    dots: Sequence[np.ndarray],
) -> str:
    """Curves over x. marked: points (n, 2) that follow each other, by name. dots: points (n, 2) of each class."""
    with _figure(5.6, 3.2) as figure:
        axes = figure.add_subplot()
        for number, (name, y) in enumerate(ys.items()):
            axes.plot(x, y, color=SERIES[number % 3], label=name, dashes=[(), (5, 2), (1, 1)][number % 3])
        _dots(axes, dots)
        _marked(axes, marked)
        axes.set(xlabel=names[0], ylabel=names[1])
        if bool((x == x.round()).all()):  # epochs are counted
            axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        if len(ys) + len(marked) > 1:
            axes.legend()
        return _svg(figure)


def draw_surface(x: np.ndarray, y: np.ndarray, z: np.ndarray, names: Names) -> str:
    """z (len(y), len(x)) above the plane of x and y, in three dimensions."""
    with _figure(5.6, 4.2, layout=None) as figure:
        axes: Any = figure.add_axes((-0.05, 0, 1.02, 1.04), projection="3d")
        across, down = np.meshgrid(x, y)
        heights: Any = {"rcount": 40, "ccount": 40, "antialiased": False, "rasterized": True}
        axes.plot_surface(across, down, z, cmap="viridis", **heights)
        axes.set(xlabel=names[0], ylabel=names[1])
        axes.set_zlabel(names[2], labelpad=9)
        for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
            axis.set_pane_color((0, 0, 0, 0))
        axes.view_init(elev=32, azim=-58)
        axes.set_box_aspect(None, zoom=0.92)
        return _svg(figure)


def draw_map(
    x: np.ndarray,
    y: np.ndarray,
    z: np.ndarray,
    names: Names,
    marked: Mapping[str, np.ndarray],
    dots: Sequence[np.ndarray],
    border: float | None,
) -> str:
    """z (len(y), len(x)) as colours, seen from above, with lines of equal height, or one where z is `border`."""
    with _figure(5.6, 4) as figure:
        axes = figure.add_subplot()
        box = (float(x[0]), float(x[-1]), float(y[0]), float(y[-1]))
        shown = axes.imshow(z, extent=box, origin="lower", aspect="auto", interpolation="none", alpha=0.75)
        figure.colorbar(shown, ax=axes, label=names[2])
        if z.min() < z.max():
            levels = 10 if border is None else [border]
            axes.contour(x, y, z, levels=levels, colors=INK, linewidths=0.6 if border is None else 2)
        _dots(axes, dots)
        _marked(axes, marked)
        axes.set(xlabel=names[0], ylabel=names[1], xlim=box[:2], ylim=box[2:])
        if len(marked) > 1:
            axes.legend()
        return _svg(figure)


def draw_images(images: Sequence[np.ndarray], titles: Sequence[str]) -> str:
    """Matrices as grey images, each between its own darkest and brightest, with a title above it."""
    columns = min(SIDE, len(images))
    rows = -(-len(images) // columns)
    with _figure(max(columns, 2) * PER_INCH, rows * (PER_INCH + 0.25)) as figure:
        grid = figure.subplots(rows, columns, squeeze=False).flatten()
        for axes in grid:
            axes.axis("off")
        for axes, image, title in zip(grid, images, titles, strict=False):
            axes.imshow(image, cmap="viridis", interpolation="none")
            axes.set_title(title, loc="left", fontsize=8)
        return _svg(figure)


@contextmanager
def _figure(width: float, height: float, layout: Literal["constrained"] | None = "constrained") -> Iterator[Figure]:
    """An empty figure in our style; what matplotlib says about odd but finite numbers is not for a student."""
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield Figure(figsize=(width, height), layout=layout)


def _marked(axes: Axes, marked: Mapping[str, np.ndarray]) -> None:
    for number, (name, points) in enumerate(marked.items()):
        colour, mark = SERIES[(number + 1) % 3], MARKS[number % 3]
        style: Any = {"color": colour, "marker": mark, "markersize": 4, "linewidth": 1 if len(points) > 1 else 0}
        axes.plot(points[:, 0], points[:, 1], label=name, **style)


def _dots(axes: Axes, dots: Sequence[np.ndarray]) -> None:
    for number, points in enumerate(dots):
        colour, mark = SERIES[(number + 1) % 3], MARKS[number % 3]
        axes.scatter(points[:, 0], points[:, 1], s=14, color=colour, marker=mark, edgecolors=INK, linewidths=0.4)


def _svg(figure: Figure) -> str:
    """The figure, with each colour as a variable of the page's scheme."""
    page = io.StringIO()
    figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    drawing = page.getvalue()
    light, dark = ("; ".join(f"--{name}: {each[place]}" for name, each in COLOURS.items()) for place in (1, 2))
    for name, (drawn, _, _) in COLOURS.items():
        drawing = drawing.replace(drawn, f"var(--{name})")
    schemes = f"svg {{ {light} }} @media (prefers-color-scheme: dark) {{ svg {{ {dark} }} }}"
    return drawing.replace('<style type="text/css">', f'<style type="text/css">{schemes} ', 1)
