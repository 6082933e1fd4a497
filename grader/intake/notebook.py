"""Takes the code out of a notebook's JSON, as a Python file."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

__all__ = ["NotebookProblem", "code_of"]

MOST_NOTES = 10
CELL_MAGIC = re.compile(r"^\s*%%(\w+)")
HARMLESS_CELL_MAGICS = {"time", "timeit", "capture", "prun"}  # the cell below them is Python all the same
OWN_MAGIC = re.compile(
    r"^\s*%(dlgrade\b|load_ext\s+grader\.magic\b)"
)  # left out without a word: no student put it there
LINE_MAGIC = re.compile(r"^\s*(%[A-Za-z]|![^=]|\?|[\w.]+\?\s*$)")


class NotebookProblem(Exception):
    """Why there is no code to take, as a sentence for the student."""


class Cell(Struct):
    cell_type: str
    source: str | list[str] = ""


class Notebook(Struct):
    cells: list[Cell]


def code_of(data: bytes) -> tuple[bytes, list[str]]:
    """The code cells in order, as one file, and notes for the student on what was left out."""
    try:
        notebook = msgspec.json.decode(data, type=Notebook)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotebookProblem("Your notebook cannot be read: it is not a Jupyter notebook of version 4.") from None
    parts: list[str] = []
    dropped: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        source = cell.source if isinstance(cell.source, str) else "".join(cell.source)
        magic = CELL_MAGIC.match(source)
        if magic and magic[1] not in HARMLESS_CELL_MAGICS:
            dropped.append(f"a cell that begins with %%{magic[1][:20]}")
            continue
        lines = ["" if OWN_MAGIC.match(line) else line for line in source.split("\n")]
        kept = ["" if CELL_MAGIC.match(line) or LINE_MAGIC.match(line) else line for line in lines]
        count = sum(bool(line.strip()) for line in lines) - sum(bool(line.strip()) for line in kept)
        if count:
            dropped.append(f"{count} line{'s' if count > 1 else ''} with a magic or shell command")
        parts.append("\n".join(kept))
    notes = [f"Left out of your notebook: {what}." for what in dict.fromkeys(dropped)]
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [f"Left out of your notebook: {len(notes) - MOST_NOTES} more things of this kind."]
    return ("\n\n\n".join(parts) + "\n").encode("utf-8", "replace"), notes
