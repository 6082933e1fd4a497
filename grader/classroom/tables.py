"""Tables that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal

__all__ = ["as_it_was", "csv_bytes"]

# What begins so, some spreadsheet runs as a formula; an apostrophe before it makes it text. In some locales a semicolon ends a cell.
FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
INSIDE = re.compile(r"(?<=.)([;|\t\r\n]\s*'*)(?=[=+\-@＝＋－＠])", re.DOTALL)
DISARMED = re.compile(r"(?<=.)([;|\t\r\n]\s*'*)'(?=[=+\-@＝＋－＠])", re.DOTALL)


def csv_bytes(rows: Sequence[Sequence[str | Decimal | int | None]]) -> bytes:
    """A CSV file. Numbers are plain decimals, None is an empty cell, and no text can act as a formula.

    UTF-8 with a byte order mark: without it Excel takes the file for the computer's old encoding and spoils every name
    that is not ASCII; other readers, Canvas and Moodle among them, skip the mark.
    """
    page = io.StringIO()
    csv.writer(page).writerows([_cell(value) for value in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def disarmed(text: str) -> str:
    """The text with an apostrophe before each sign that could begin a formula. `as_it_was` takes them away again."""
    text = _inside(INSIDE, r"\1'", text.replace("\0", ""))
    return f"'{text}" if FORMULA.match(text) else text


def as_it_was(text: str) -> str:
    """A cell that `csv_bytes` wrote, as it was before."""
    return _inside(DISARMED, r"\1", text.removeprefix("'") if FORMULA.match(text) else text)


def _inside(pattern: re.Pattern[str], new: str, text: str) -> str:
    """Blanks at the beginning are the whole cell's."""
    rest = text.lstrip()
    return text[: len(text) - len(rest)] + pattern.sub(new, rest)


def _cell(value: str | Decimal | int | None) -> str:
    if value is None:
        return ""
    return disarmed(value) if isinstance(value, str) else plain(value)


def plain(number: Decimal | int) -> str:
    """Without exponent and without zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
