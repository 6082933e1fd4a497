"""Where in a suite something went wrong, for whoever mends it."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

__all__ = ["place_of_error", "place_of_item"]


def place_of_error(error: BaseException, folder: Path) -> str:
    """`test_add.py, line 7`: the innermost line of the suite that an exception passed; empty where it passed none."""
    if isinstance(error, SyntaxError) and error.filename:
        return _place(error.filename, error.lineno)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if folder in Path(frame.filename).parents]
    return _place(frames[-1].filename, frames[-1].lineno) if frames else ""


def place_of_item(item: pytest.Item) -> str:
    """Where a test begins, its decorators included."""
    path, line, _ = item.reportinfo()
    return _place(str(path), None if line is None else line + 1)


def _place(path: str, line: int | None) -> str:
    return f"{Path(path).name}, line {line}" if line else Path(path).name
