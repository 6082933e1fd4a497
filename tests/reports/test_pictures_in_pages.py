"""Figures show what they are made of."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from PIL import Image

from grader.reports.figures import picture, ranges, wrong_places


def pixels(address: str) -> list[list[Any]]:
    """The picture's rows, as a reader of PNG files sees them."""
    image = Image.open(io.BytesIO(base64.b64decode(address.removeprefix("data:image/png;base64,"))))
    image.load()
    shown = image.convert("RGB")
    return [[shown.getpixel((x, y)) for x in range(shown.width)] for y in range(shown.height)]


def test_picture_has_a_pixel_a_sign() -> None:
    """Row by row, from black to white."""
    assert pixels(picture("0f88f0", 3, grey=True)) == [
        [(0, 0, 0), (255, 255, 255), (136, 136, 136)],
        [(136, 136, 136), (255, 255, 255), (0, 0, 0)],
    ]


def test_greater_values_are_brighter() -> None:
    """Who cannot tell the colours apart tells the shades; what is outside of the scale has a colour of its own."""
    ((*shades, below, above, nan),) = pixels(picture("0123456789abcdef-+n", 19))
    bright = [0.3 * red + 0.59 * green + 0.11 * blue for red, green, blue in shades]

    assert bright == sorted(bright)
    assert len({*shades, below, above, nan}) == 19


@pytest.mark.parametrize("shades", ["xyz ", "\U0001f600" * 4, "0"])
def test_signs_that_are_none_are_still_a_picture(shades: str) -> None:
    """A scorecard of another hand does not break a page."""
    assert len(pixels(picture(shades, 2))[0]) == 2


def test_wrong_values_are_named_by_rows_and_columns() -> None:
    """The last row and two columns of a matrix of three columns."""
    rows, columns = wrong_places("000000101", 3)

    assert (rows, columns) == ([2], [0, 2])
    assert (ranges([0, 2, 3, 4, 6]), ranges([])) == ("0 2–4 6", "")
