"""Tables that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

__all__ = ["csv_bytes"]

# A cell that begins so would be run as a formula; an apostrophe makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(rows: Sequence[Sequence[str | Decimal | int | None]]) -> bytes:
    """A CSV file. Numbers are plain decimals, None is an empty cell, and no text can act as a formula.

    UTF-8 with a byte order mark: without it Excel takes the file for the computer's old encoding and spoils every name
    that is not ASCII; other readers, Canvas and Moodle among them, skip the mark.
    """
    page = io.StringIO()
    csv.writer(page).writerows([_cell(value) for value in row] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def _cell(value: str | Decimal | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.replace("\0", "")
        return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
    return plain(value)


def plain(number: Decimal | int) -> str:
    """Without exponent and without zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
