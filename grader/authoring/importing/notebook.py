"""A source notebook's cells, and the solution that grows of them cell by cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from grader.authoring.importing.assignment import Fate, fate_of
from grader.authoring.importing.solution import CELL, cell_code, marked, whole
from grader.errors import UsageError
from grader.sentences import text

__all__ = ["SolutionCells", "SourceCell", "cells_of", "one_notebook", "title_of", "without_title"]

TITLE = re.compile(r"^#+\s+(.+?)\s*#*\s*$", re.MULTILINE)


@dataclass
class SourceCell:
    """kind: code, markdown or raw. shown: the text that its outputs have, one after the other. marks: its metadata."""

    kind: str
    source: str
    marks: dict[str, Any] = field(default_factory=dict)
    shown: str = ""


def cells_of(path: Path) -> tuple[list[SourceCell], dict[str, Any]]:
    """The cells and the metadata of a notebook. Raises UsageError for what is none."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # of JSON, of the format, of the encoding: nbformat lets them all through
        raise UsageError(
            text("wrong.notebook_broken", path=str(path), error=str(str(error).splitlines()[0][:200]))
        ) from None
    return [
        SourceCell(each.cell_type, each.source, dict(each.metadata), _shown(each)) for each in notebook.cells
    ], dict(notebook.metadata)


def one_notebook(source: Path) -> Path:
    """The notebook at `source`, a file or a folder with one. Raises UsageError."""
    if source.is_file():
        return source
    found = sorted(source.glob("*.ipynb"))
    if len(found) != 1:
        raise UsageError(text("wrong.several_notebooks", source=str(source), n=len(found)))
    return found[0]


def title_of(text: str) -> str:
    """The first heading in a text; empty where there is none."""
    found = TITLE.search(text)
    return found[1].strip("*_ ") if found else ""


def without_title(text: str, title: str) -> str:
    """The text without the heading that gave the title."""
    return (
        TITLE.sub(lambda found: "" if found[1].strip("*_ ") == title else found[0], text, count=1).strip()
        if title
        else text.strip()
    )


class SolutionCells:
    """The solution's source, a cell as a part of its own, so that one that fails costs a student only that one."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.fates: list[Fate] = []

    def given(self, source: str) -> None:
        """A cell that students get as it is."""
        code, left = cell_code(source)
        self.fates += [_fate(line) for line in left]
        if code.strip():
            self.parts.append(code)

    def written(self, source: str, task: int, *, by_marks: bool) -> str:
        """A cell that students write, or what its marks say of it; its Python."""
        code, left = cell_code(source)
        self.fates += [_fate(line) for line in left]
        if code.strip():
            self.parts.append(marked(code, task) if by_marks else whole(code, task))
        return code

    def answer(self, text: str, task: int) -> None:
        """An answer in words, for the instructor alone."""
        said = "\n".join(f"# {line}".rstrip() for line in text.strip().splitlines())
        self.parts.append(f"# BEGIN SOLUTION\n# Task {task}, an answer:\n{said}\n# END SOLUTION")

    @property
    def source(self) -> str:
        return "\n\n".join(f"{CELL}\n{part}" for part in self.parts) + "\n"


def _fate(line: str) -> Fate:
    if line.startswith(("%", "!")):
        return fate_of(line, text("fate.left_out"), text("fate.magic"))
    return fate_of(line, why=text("fate.may_lack"))


def _shown(cell: Any) -> str:
    text = ""
    for output in cell.get("outputs", []):
        for part in (output.get("text", ""), output.get("data", {}).get("text/plain", "")):
            text += part if isinstance(part, str) else "".join(part)
    return text
