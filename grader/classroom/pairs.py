"""Alike submissions as a value: what `dlgrade similar` found in a class, kept in DIR/similar.json and as a table in similar.csv."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from grader.classroom.tables import csv_bytes
from grader.errors import UsageError
from grader.files import write_whole
from grader.scorecard import pretty
from grader.sentences import text

__all__ = ["Pair", "Similar", "read_similar", "save_similar"]


class Pair(Struct, frozen=True):
    """Two students. shared: passages that both have and few others; the shares are of each one's own passages, in percent.

    first_lines, second_lines: the lines, from 1, in which the shared passages stand.
    """

    first: str
    second: str
    shared: int
    first_share: Decimal
    second_share: Decimal
    first_lines: list[int] = []
    second_lines: list[int] = []


class Similar(Struct, frozen=True):
    """The pairs, the most alike first, and the sha256 of what each of their students had handed in.

    unread: students whose file took too long to read; it was compared with nobody's.
    """

    pairs: list[Pair] = []
    submissions: dict[str, str] = {}
    unread: list[str] = []
    schema: Literal["dlgrade/similar/1"] = "dlgrade/similar/1"


def save_similar(found: Similar, folder: Path) -> None:
    """Write similar.json and similar.csv."""
    write_whole(folder / "similar.json", pretty(found))
    rows: list[list[str | int | Decimal]] = [["first", "second", "shared", "first_percent", "second_percent"]]
    rows += [[p.first, p.second, p.shared, p.first_share, p.second_share] for p in found.pairs]
    write_whole(folder / "similar.csv", csv_bytes(rows))


def read_similar(folder: Path) -> Similar | None:
    """None where nobody has looked for alike submissions yet; raises UsageError for a damaged file."""
    path = folder / "similar.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Similar)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(text("wrong.pairs_unread", path=str(path), error=str(error), folder=str(folder))) from None
