"""Takes the code out of a notebook's JSON, cell by cell. Outputs, of whatever size, and all that a notebook need not have are passed over."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from msgspec import Raw, Struct

from grader.intake.encoding import as_source
from grader.intake.problem import Problem
from grader.sentences import Text, text
from grader.wire.messages import Cell

__all__ = ["NotebookCode", "NotebookProblem", "code_of", "joined"]

T = TypeVar("T")

MOST_CELLS = 5000  # that hold code: no person writes so many
MOST_KINDS = 5
NAME = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w{1,80})", re.MULTILINE)
CELL_MAGIC = re.compile(r"\s*%%(\w+)")
# Cell magics whose cell is Python, or makes a file: the worker does what they mean.
RUN = {"time", "timeit", "capture", "prun", "writefile", "file"}
# Left out without a word: no student put it there.
OWN_LINE = re.compile(r"^[ \t]*%(dlgrade\b|(re)?load_ext[ \t]+grader\.magic\b).*", re.MULTILINE)
SKIPPED = {"dlgrade-ignore", "otter_ignore"}
# What JSON does not know and notebooks hold: NaN in an output, half of a pair of surrogates in a text, a bare tab.
TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|-?\bInfinity\b|\bNaN\b', re.DOTALL)
CONTROL = re.compile(rb"[\x00-\x1f]")
# A backslash's own escape, a whole pair (12 bytes), half of one (6 bytes).
ESCAPE = re.compile(rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


class NotebookProblem(Problem):
    """Why there is no code to take."""


class RawCell(Struct):
    """A cell as any version of the format has it: version 3 calls the source of code `input`."""

    cell_type: str = ""
    source: str | list[str] | None = None
    input: str | list[str] | None = None
    metadata: Raw = Raw(b"{}")

    @property
    def text(self) -> str:
        said = self.source if self.source is not None else self.input or ""
        return said if isinstance(said, str) else "".join(said)


class Sheet(Struct):
    cells: list[RawCell | None] = []


class Notebook(Struct):
    cells: list[RawCell | None] | None = None
    worksheets: list[Sheet] = []


class Tags(Struct):
    tags: list[str] = []


class NbgraderMetadata(Struct, frozen=True):
    """What nbgrader says of a cell."""

    cell_type: str = ""
    grade: bool = False
    solution: bool = False
    locked: bool = False


class Nbgrader(Struct):
    nbgrader: NbgraderMetadata = NbgraderMetadata()


@dataclass(frozen=True)
class NotebookCode:
    """A notebook's code. sources: of the cells that run, by their numbers among the code cells. notes: what does not run.

    misplaced: names that are defined in text cells, with the sentence that says where.
    """

    sources: dict[int, str]
    notes: tuple[Text, ...] = ()
    misplaced: dict[str, Text] = field(default_factory=dict)


def code_of(data: bytes) -> NotebookCode:
    """The code cells in order. Raises NotebookProblem for what is no notebook."""
    notebook = _decoded(data)
    sources: dict[int, str] = {}
    dropped: list[Text] = []
    misplaced: dict[str, Text] = {}
    number = 0
    for kind, source, tags in _cells(notebook):
        if kind != "code":
            for name in NAME.findall(source)[:MOST_KINDS]:
                misplaced.setdefault(name, _looks_like_code(number, name))
            continue
        source = source if "%" not in source else OWN_LINE.sub("", source)
        if not source.strip():
            continue
        number += 1
        magic = CELL_MAGIC.match(source)
        if tags & SKIPPED:
            dropped.append(text("intake.left_tag", tag=min(tags & SKIPPED)))
        elif "locked test" in tags:
            dropped.append(text("intake.left_test"))
        elif magic and magic[1] not in RUN:
            dropped.append(text("intake.left_magic", magic=f"%%{magic[1][:20]}"))
        else:
            sources[number] = source
    if len(sources) > MOST_CELLS:
        raise NotebookProblem(text("intake.cells", count=f"{MOST_CELLS:,}"))
    return NotebookCode(sources, tuple(_notes(dropped)), misplaced)


def joined(sources: dict[int, str]) -> tuple[bytes, tuple[Cell, ...]]:
    """The cells as one text for people and for whatever reads source, and which of its lines are which cell's."""
    lines: list[str] = []
    cells = []
    for number, source in sources.items():
        own = source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
        cells.append(Cell(number, len(lines) + 1, len(lines) + len(own)))
        lines += [*own, "", ""]
    return "\n".join([*lines[:-2], ""]).encode("utf-8", "replace"), tuple(cells)


def _cells(notebook: Notebook) -> Iterator[tuple[str, str, set[str]]]:
    """The kind of each cell, its source, and its tags. A cell that nbgrader knows as code is code, whatever it became."""
    cells = notebook.cells
    cells = cells if cells is not None else [cell for sheet in notebook.worksheets for cell in sheet.cells]
    for cell in filter(None, cells):
        tags, marks = _metadata(cell.metadata)
        kind = "code" if marks.cell_type == "code" else cell.cell_type
        if marks.grade and marks.locked and not marks.solution:
            tags.add("locked test")
        yield kind, cell.text, tags


def _metadata(raw: Raw) -> tuple[set[str], NbgraderMetadata]:
    """Tags and nbgrader's marks, as far as they can be read."""
    data = bytes(raw)
    tags = _lenient(data, Tags) if b"tags" in data else None
    marks = _lenient(data, Nbgrader) if b"nbgrader" in data else None
    return set(tags.tags if tags else ()), marks.nbgrader if marks else NbgraderMetadata()


def _lenient(data: bytes, type: type[T]) -> T | None:
    try:
        return msgspec.json.decode(data, type=type)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def _decoded(data: bytes) -> Notebook:
    data = as_source(data).removeprefix(codecs.BOM_UTF8)
    notebook = _lenient(data, Notebook) or _lenient(_mended(data), Notebook)
    if not notebook or (notebook.cells is None and not notebook.worksheets):
        raise NotebookProblem(text("intake.notebook_unreadable"))
    return notebook


def _mended(data: bytes) -> bytes:
    """The same as JSON: without NaN, halves of surrogates, bare control characters and bytes that are no UTF-8."""
    return TOKEN.sub(_mended_token, data.decode("utf-8", "replace").encode())


def _mended_token(match: re.Match[bytes]) -> bytes:
    token = match[0]
    if not token.startswith(b'"'):
        return b"null"
    token = CONTROL.sub(lambda sign: b"\\u%04x" % ord(sign[0]), token)
    return ESCAPE.sub(lambda escape: b"\\ufffd" if len(escape[0]) == 6 else escape[0], token)


def _looks_like_code(after: int, name: str) -> Text:
    where = text("intake.text_cell_after", number=after) if after else text("intake.first_text_cell")
    return text("intake.looks_like_code", where=where, name=name)


def _notes(dropped: list[Text]) -> Iterator[Text]:
    """Each once, the first few, and how many more cells there are."""
    kinds = {str(each): each for each in dropped}
    few = list(kinds)[:MOST_KINDS]
    yield from (kinds[kind] for kind in few)
    if more := sum(str(each) not in few for each in dropped):
        yield text("intake.left_more", n=more)
