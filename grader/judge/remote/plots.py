"""Pictures that a worker sent of a notebook's plots, as far as they are pictures: a student's process may have made up every byte."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.scorecard import Plot
from grader.wire.messages import PLOT_BYTES, PLOT_SIDE, PLOTS

__all__ = ["plots_of"]

CELLS = 10_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}  # no text, no profile, no animation
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def plots_of(value: Any) -> list[Plot]:
    """The plots of the worker's answer; what is no small PNG of one image is left out."""
    found = value[:PLOTS] if isinstance(value, list) else []
    return [plot for each in found if (plot := _plot(each))]


def _plot(value: Any) -> Plot | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    cell, data = value
    if type(cell) is not int or not 0 < cell <= CELLS:
        return None
    if not isinstance(data, np.ndarray) or data.dtype != np.uint8 or data.ndim != 1 or data.size > PLOT_BYTES:
        return None
    try:
        png = _plain_png(data.tobytes())
    except (ValueError, struct.error, zlib.error):
        return None
    return Plot(cell=cell, png=base64.b64encode(png).decode())


def _plain_png(data: bytes) -> bytes:
    """The image with the chunks that it needs and nothing besides. Raises ValueError, or the error of struct or zlib, where it is not whole.

    Source: Portable Network Graphics (PNG) Specification, third edition, sections 5.3, 9.2 and 11.2.
    """
    if data[:8] != SIGNATURE:
        raise ValueError("no PNG")
    chunks = list(_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or kinds.count(b"IHDR") != 1 or b"IDAT" not in kinds:
        raise ValueError("not the chunks of one image")
    width, height, depth, colour, *methods = struct.unpack(">IIBBBBB", chunks[0][1])
    if not (0 < width <= PLOT_SIDE and 0 < height <= PLOT_SIDE) or depth != 8 or colour not in CHANNELS or any(methods):
        raise ValueError("not an image of ours")
    whole = height * (1 + width * CHANNELS[colour])
    reader = zlib.decompressobj()
    if len(reader.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"), whole + 1)) != whole:
        raise ValueError("not the lines of the image")
    kept = [_chunk(kind, body) for kind, body in chunks if kind in KEPT]
    return SIGNATURE + b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) != length or data[at + 8 + length : at + 12 + length] != _sum(kind, body):
            raise ValueError("a damaged chunk")
        yield kind, body
        at += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + _sum(kind, body)


def _sum(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(kind + body))
