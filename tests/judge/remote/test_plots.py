"""A worker's pictures reach a page as pictures alone: whatever else the bytes hold is left out."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import numpy as np
import pytest

from grader.judge.remote.plots import plots_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width: int = 2, height: int = 2, depth: int = 8, colour: int = 6, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


LINES = b"\0" + bytes(8) + b"\0" + bytes(range(8))
IMAGE = chunk(b"IDAT", zlib.compress(LINES))
END = chunk(b"IEND", b"")
WHOLE = SIGNATURE + header() + IMAGE + END


def sent(data: bytes, cell: Any = 3) -> list[Any]:
    return [[cell, np.frombuffer(data, dtype=np.uint8)]]


def test_picture_is_kept_as_it_is() -> None:
    (plot,) = plots_of(sent(WHOLE))

    assert (plot.cell, base64.b64decode(plot.png)) == (3, WHOLE)


@pytest.mark.parametrize("kind", [b"tEXt", b"iTXt", b"eXIf", b"acTL", b"pHYs", b"abCd"])
def test_what_is_no_part_of_the_image_is_taken_out(kind: bytes) -> None:
    (plot,) = plots_of(sent(SIGNATURE + header() + chunk(kind, b"<script>alert(1)</script>") + IMAGE + END))

    assert base64.b64decode(plot.png) == WHOLE


NO_PICTURES = {
    "a page": b"<html><script>alert(1)</script>",
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "nothing": b"",
    "a signature alone": SIGNATURE,
    "a page behind the image": WHOLE + b"<script>alert(1)</script>",
    "a page behind the image, as a chunk": WHOLE + chunk(b"tEXt", b"<script>"),
    "a wrong sum": WHOLE[:-1] + b"\0",
    "a chunk longer than the file": SIGNATURE + b"\xff\xff\xff\xffIHDR",
    "a huge image": SIGNATURE + header(40_000, 40_000) + IMAGE + END,
    "an image of no width": SIGNATURE + header(0) + IMAGE + END,
    "lines that unpack to more": SIGNATURE + header() + chunk(b"IDAT", zlib.compress(bytes(40_000_000))) + END,
    "lines that unpack to less": SIGNATURE + header() + chunk(b"IDAT", zlib.compress(b"\0")) + END,
    "lines that are not packed": SIGNATURE + header() + chunk(b"IDAT", LINES) + END,
    "two headers": SIGNATURE + header() + header(500, 500) + IMAGE + END,
    "another depth": SIGNATURE + header(depth=16) + IMAGE + END,
    "another colour": SIGNATURE + header(colour=9) + IMAGE + END,
    "interlaced": SIGNATURE + header(interlaced=1) + IMAGE + END,
    "more bytes than are kept": SIGNATURE + header() + chunk(b"tEXt", bytes(60_000)) + IMAGE + END,
}


@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_small_png_is_left_out(data: bytes) -> None:
    assert plots_of(sent(data)) == []


ANSWERS = {
    "no list": {"cell": 3},
    "no pair": [WHOLE],
    "text for bytes": [[3, WHOLE.decode("latin-1")]],
    "another dtype": [[3, np.zeros(90, dtype=np.float64)]],
    "a matrix": [[3, np.zeros((9, 9), dtype=np.uint8)]],
    "no cell": sent(WHOLE, cell=0),
    "text for the cell": sent(WHOLE, cell='"><script>'),
    "a truth for the cell": sent(WHOLE, cell=True),
}


@pytest.mark.parametrize("value", ANSWERS.values(), ids=ANSWERS)
def test_answers_of_another_form_are_left_out(value: Any) -> None:
    assert plots_of(value) == []


def test_no_more_than_a_page_of_them() -> None:
    assert len(plots_of(sent(WHOLE) * 500)) == 8
