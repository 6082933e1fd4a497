"""Prose in lines of a width, in languages that part words by spaces and in Chinese, which breaks between characters."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

__all__ = ["wrapped"]

HAN = "\u2e80-\u9fff\uff00-\uffef"
OPEN, CLOSE = "（“‘《【", "，。；：？！）”’》】、…"
# What stays together: a character or a word in Latin letters, with the signs that may not begin or end a line.
PIECE = re.compile(rf"[{OPEN}]*(?:[{HAN}]|[^\s{HAN}{OPEN}{CLOSE}]+)?[{CLOSE}]*\s*")


def wrapped(content: Text, width: int, console: Console) -> list[Text]:
    """The lines of one paragraph."""
    if not re.search(f"[{HAN}]", content.plain):
        return list(content.wrap(console, width))
    ends: list[int] = []
    used = 0
    for piece in PIECE.finditer(content.plain):
        if used and used + cell_len(piece[0].rstrip()) > width:
            ends.append(piece.start())
            used = 0
        used += cell_len(piece[0])
    return [line for part in content.divide(ends) for line in part.wrap(console, width)]
