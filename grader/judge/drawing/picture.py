"""What a lesson's show.py draws with: each call checks what student code gave and adds one picture to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.judge.checks.show import escape
from grader.judge.drawing.figures import Names, draw_images, draw_lines, draw_map, draw_surface
from grader.judge.drawing.numbers import ANY, as_numbers
from grader.judge.messages import Drawn
from grader.judge.remote.errors import Mismatch
from grader.judge.remote.student import Desk
from grader.sentences import Line, Part, Text, text
from grader.wire.torch_if_loaded import torch, torch_is_loaded

__all__ = ["Picture"]

SIDE = 64  # rows or columns of an image
IMAGES = 32
TITLE_CHARS = 40
PICTURE_CHARS = 200_000
PAGE_CHARS = 600_000


class Room:
    """How many characters of pictures the page may still take."""

    def __init__(self) -> None:
        self.left = PAGE_CHARS


class Picture:
    """The pictures of one function of show.py. Values may be tensors, arrays, numbers or lists of numbers, as student code gives them.

    Raises Mismatch for what cannot be drawn, with a sentence that says what is needed.
    """

    def __init__(self, desk: Desk, room: Room) -> None:
        self.drawn: list[Drawn] = []
        self._desk = desk
        self._room = room

    def number(self, value: Any) -> float:
        """The value, once it is known to be one number that is finite."""
        return float(as_numbers(value, (), self._called))

    def numbers(self, value: Any, *shape: int) -> Any:
        """The value as a float64 tensor, once it is known to be finite numbers of that shape; a length of -1 may be anything.

        An array, where the lesson works without PyTorch.
        """
        found = self._numbers(value, *shape)
        return torch.from_numpy(found.copy()) if torch_is_loaded() else found

    def _numbers(self, value: Any, *shape: int) -> np.ndarray:
        return as_numbers(value, shape, self._called)

    def lines(
        self,
        x: Any,
        ys: Mapping[str, Any],
        *,
        names: Names = ("x", "y"),
        path: Mapping[str, Any] | None = None,
        dots: Sequence[Any] = (),
    ) -> None:
        """Curves over `x`, each by its name. path: points (n, 2) that follow each other, by name. dots: points (n, 2), class by class."""
        across = self._numbers(x, ANY)
        curves = {name: as_numbers(y, (len(across),), name) for name, y in ys.items()}
        marked, classes = self._points(path, dots)
        every = np.concatenate([*curves.values(), *(points[:, 1] for points in (*marked.values(), *classes))])
        told = ", ".join([*curves, *marked])
        alt = text("show.lines", y=told, x=names[0], low=_short(every.min()), high=_short(every.max()))
        self._add(draw_lines(across, curves, names, marked, classes), [alt, *_told_ends(marked, names)])

    def surface(self, x: Any, y: Any, z: Any, *, names: Names = ("x", "y", "z")) -> None:
        """`z`, of shape (len(y), len(x)), as a surface in three dimensions."""
        across, up, heights = self._grid(x, y, z)
        self._add(draw_surface(across, up, heights, names), [_told_heights(across, up, heights, names)])

    def plane(
        self,
        x: Any,
        y: Any,
        z: Any,
        *,
        names: Names = ("x", "y", "z"),
        path: Mapping[str, Any] | None = None,
        dots: Sequence[Any] = (),
        border: float | None = None,
    ) -> None:
        """`z`, of shape (len(y), len(x)), as colours seen from above; `x` and `y` in even steps.

        path, dots: as of `lines`. border: draw the one line where `z` is that, instead of lines of equal height.
        """
        across, up, heights = self._grid(x, y, z)
        marked, classes = self._points(path, dots)
        drawn = draw_map(across, up, heights, names, marked, classes, border)
        self._add(drawn, [_told_heights(across, up, heights, names), *_told_ends(marked, names)])

    def images(self, images: Any, titles: Sequence[str] = ()) -> None:
        """Matrices (rows, columns) as small images side by side, each with its title; a tensor (n, rows, columns) will do."""
        several = isinstance(images, list | tuple | torch.Tensor) or getattr(images, "ndim", 0) == 3
        listed = list(images) if several else [images]
        if len(listed) > IMAGES:
            raise ValueError(f"{len(listed)} images in one picture; {IMAGES} can be seen")
        checked = [self._image(image) for image in listed]
        shown = [" ".join(escape(title, TITLE_CHARS).split()) for title in titles] or [""] * len(checked)
        alt = text("show.images", n=len(checked), titles="; ".join(filter(None, shown)))
        self._add(draw_images(checked, shown), [alt])

    @property
    def _called(self) -> Part:
        """What a sentence calls the value: by the last call of student code."""
        return self._desk.last.text if self._desk.last else text("check.result")

    def _grid(self, x: Any, y: Any, z: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        across, up = self._numbers(x, ANY), self._numbers(y, ANY)
        return across, up, self._numbers(z, len(up), len(across))

    def _points(
        self, path: Mapping[str, Any] | None, dots: Sequence[Any]
    ) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
        marked = {name: as_numbers(points, (ANY, 2), name) for name, points in (path or {}).items()}
        return marked, [self._numbers(points, ANY, 2) for points in dots]

    def _image(self, image: Any) -> np.ndarray:
        found = self._numbers(image, ANY, ANY)
        if max(found.shape) > SIDE:
            needs = text("show.needs_image", most=SIDE)
            raise Mismatch(text("show.unfit", name=self._called, yours=str(tuple(found.shape)), needs=needs))
        return found

    def _add(self, svg: str, alt: list[Line]) -> None:
        if len(svg) > min(PICTURE_CHARS, self._room.left):
            raise Mismatch(text("show.too_large", kb=len(svg) // 1000))
        self._room.left -= len(svg)
        self.drawn.append(Drawn(svg, alt))


def _told_heights(x: np.ndarray, y: np.ndarray, z: np.ndarray, names: Names) -> Text:
    """The alternative text of a surface: between which heights it lies, and where it is lowest."""
    row, column = divmod(int(z.argmin()), len(x))
    where = {"x": names[0], "y": names[1], "at_x": _short(x[column]), "at_y": _short(y[row])}
    return text("show.heights", z=names[2], low=_short(z.min()), high=_short(z.max()), **where)


def _told_ends(marked: Mapping[str, np.ndarray], names: Names) -> list[Line]:
    """Where the last point of each path is."""
    ends = {name: points[-1] for name, points in marked.items()}
    return [
        text("show.end", name=name, x=names[0], y=names[1], at_x=_short(end[0]), at_y=_short(end[1]))
        for name, end in ends.items()
    ]


def _short(value: np.ndarray) -> str:
    return f"{float(value):.4g}"
