"""A list of numbers as a line that an SVG can draw."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

__all__ = ["Curve", "curve"]

WIDTH, HEIGHT = 480, 140
POINTS = 400  # more cannot be told apart
NUMBERS = 100  # so many are also written as text


class Curve(Struct, frozen=True):
    """points: for a polyline in a box of width x height, which shows `low` at its foot and `high` at its top. shown: the first values."""

    points: str
    count: int
    first: str
    last: str
    low: str
    high: str
    shown: list[str]
    width: int = WIDTH
    height: int = HEIGHT


def curve(values: Sequence[float]) -> Curve | None:
    """None for fewer than two values: there is nothing to draw. The values are finite."""
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    # Halves first: the difference of two finite floats may be infinite.
    span = high / 2 - low / 2
    step = max(1, -(-len(values) // POINTS))
    places = sorted({*range(0, len(values), step), len(values) - 1})
    points = " ".join(
        f"{WIDTH * place / (len(values) - 1):.1f},{_down(values[place] / 2 - low / 2, span):.1f}" for place in places
    )
    return Curve(
        points=points,
        count=len(values),
        first=short(values[0]),
        last=short(values[-1]),
        low=short(low),
        high=short(high),
        shown=[short(value) for value in values[:NUMBERS]],
    )


def short(value: float) -> str:
    return f"{value:.4g}"


def _down(above: float, span: float) -> float:
    """How far below the top; a level line lies in the middle."""
    return HEIGHT / 2 if span == 0 else HEIGHT * (1 - above / span)
