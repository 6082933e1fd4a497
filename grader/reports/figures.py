"""Numbers as figures: a list as a line that an SVG can draw, a matrix of shades as a PNG."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Sequence

from msgspec import Struct

__all__ = ["Curve", "curve", "picture", "ranges", "wrong_places"]

WIDTH, HEIGHT = 480, 140
POINTS = 400  # more cannot be told apart
NUMBERS = 100  # so many are also written as text

SIGNS = "0123456789abcdef-+n"
# Dark blue over green to yellow, as bright as it is great, also for the colour-blind; then below, above, NaN.
ANCHORS = ((68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37))
OUTSIDE = ((0, 0, 0), (255, 255, 255), (220, 50, 47))
GREYS = [(17 * shade,) * 3 for shade in range(16)]


class Curve(Struct, frozen=True):
    """points: for a polyline in a box of width x height, which shows `low` at its foot and `high` at its top. beside: another such line, of
    the same box. shown: the first values."""

    points: str
    beside: str
    count: int
    first: str
    last: str
    low: str
    high: str
    shown: list[str]
    width: int = WIDTH
    height: int = HEIGHT


def curve(values: Sequence[float], beside: Sequence[float] = ()) -> Curve | None:
    """None for fewer than two values: there is nothing to draw. The values are finite.

    beside: others to compare them with, from the same beginning to the same end however many they are.
    """
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    foot, top = min([low, *beside]), max([high, *beside])
    return Curve(
        points=_line(values, foot, top),
        beside=_line(beside, foot, top) if len(beside) > 1 else "",
        count=len(values),
        first=short(values[0]),
        last=short(values[-1]),
        low=short(low),
        high=short(high),
        shown=[short(value) for value in values[:NUMBERS]],
    )


def short(value: float) -> str:
    return f"{value:.4g}"


def _line(values: Sequence[float], low: float, high: float) -> str:
    # Halves first: the difference of two finite floats may be infinite.
    span = high / 2 - low / 2
    step = max(1, -(-len(values) // POINTS))
    places = sorted({*range(0, len(values), step), len(values) - 1})
    return " ".join(
        f"{WIDTH * place / (len(values) - 1):.1f},{_down(values[place] / 2 - low / 2, span):.1f}" for place in places
    )


def _down(above: float, span: float) -> float:
    """How far below the top; a level line lies in the middle."""
    return HEIGHT / 2 if span == 0 else HEIGHT * (1 - above / span)


def picture(shades: str, columns: int, *, grey: bool = False) -> str:
    """The address of a PNG with a pixel a sign, for an `img`; signs that a scorecard does not have are NaN's."""
    colours = [*(GREYS if grey else map(_colour, range(16))), *OUTSIDE]
    palette = bytes(part for colour in colours for part in colour)
    pixels = bytes(SIGNS.index(sign) if sign in SIGNS else len(SIGNS) - 1 for sign in shades)
    rows = [pixels[start : start + columns] for start in range(0, len(pixels), max(1, columns))]
    header = struct.pack(">IIBBBBB", columns, len(rows), 8, 3, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row.ljust(columns, b"\0") for row in rows), 9)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)
    return "data:image/png;base64," + base64.b64encode(png).decode()


def wrong_places(wrong: str, columns: int) -> tuple[list[int], list[int]]:
    """The rows and the columns, from 0, that hold a wrong value."""
    places = [divmod(place, max(1, columns)) for place, sign in enumerate(wrong) if sign == "1"]
    return sorted({row for row, _ in places}), sorted({column for _, column in places})


def ranges(numbers: Sequence[int]) -> str:
    """`0 2–5` for 0, 2, 3, 4, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return " ".join("–".join(map(str, run)) for run in runs)


def _colour(shade: int) -> tuple[int, ...]:
    place = shade / 15 * (len(ANCHORS) - 1)
    first = min(int(place), len(ANCHORS) - 2)
    before, after = ANCHORS[first], ANCHORS[first + 1]
    return tuple(round(a + (b - a) * (place - first)) for a, b in zip(before, after, strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
