"""What a worker says of its import, and the sentences that come of it. A student's process may lie here: it can only lose by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from grader.judge.checks.show import escape
from grader.judge.remote.plots import plots_of
from grader.scorecard import Plot
from grader.sentences import Line, Part, Text, text
from grader.wire.messages import Cell, Frame, Raised

__all__ = [
    "AtImport",
    "at_import",
    "error_text",
    "frame_text",
    "line_of",
    "missing_module",
    "notes_of",
    "packages_text",
    "stops_of",
    "where_text",
]

MOST = 5
SAID = 200
CELL = re.compile(r"cell (\d{1,6})")
MOST_LINES = 1_000_000  # no submission has more


class ImportStopped(Struct, frozen=True):
    """What failed: its place and line, the exception's type and message, and the names that are missing because of it."""

    place: str
    line: int
    kind: str
    said: str
    names: tuple[str, ...] = ()


class AtImport(Struct, frozen=True):
    """stops: what failed. absent: packages that something stood in for. left: commands that did nothing.

    changed: what the file switched for its whole process. plots: what a notebook's cells drew.
    """

    stops: tuple[ImportStopped, ...] = ()
    absent: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    plots: tuple[Plot, ...] = ()


def at_import(value: Any) -> AtImport:
    """The worker's answer as far as it is one."""
    if not isinstance(value, dict):
        return AtImport()
    told = [
        ImportStopped(str(place), line, str(kind), str(said), _words(names))
        for place, line, kind, said, names in _stops(value)
    ]
    absent, left, changed = (
        tuple(each[:SAID] for each in _listed(value, key) if isinstance(each, str))
        for key in ("absent", "left", "changed")
    )
    return AtImport(tuple(told), absent, left, changed, tuple(plots_of(value.get("plots"))))


def _stops(value: dict[Any, Any]) -> list[list[Any]]:
    rows = [each for each in _listed(value, "stops") if isinstance(each, list) and len(each) == 5]
    return [row for row in rows if type(row[1]) is int]


def _words(names: Any) -> tuple[str, ...]:
    return tuple(each[:SAID] for each in names[:100] if isinstance(each, str)) if isinstance(names, list) else ()


def _listed(value: dict[Any, Any], key: str) -> list[Any]:
    found = value.get(key)
    return found[:50] if isinstance(found, list) else []


def notes_of(found: AtImport, packages: Sequence[str], own: Sequence[str] = ()) -> list[Text]:
    """The sentences for the scorecard. packages: what there is. own: packages that `reasons` speak of."""
    notes = [_stop_text(stop) for stop in found.stops[:MOST]]
    if len(found.stops) > MOST:
        notes.append(text("import.more_stopped", n=len(found.stops) - MOST))
    if absent := [escape(name, 60) for name in found.absent if name not in own][:MOST]:
        notes.append(packages_text(", ".join(absent), packages))
    if found.left:
        notes.append(text("import.no_shell", names=", ".join(escape(name, 40) for name in found.left[:MOST])))
    return notes


def packages_text(names: str, packages: Sequence[str]) -> Text:
    """That these packages are not there, and which are."""
    return text("import.no_package", names=names, packages=", ".join(packages))


def stops_of(found: AtImport, name: str) -> list[Text]:
    """The sentences of what failed and would have given this name."""
    return [_stop_text(stop) for stop in found.stops if name in stop.names][:MOST]


def _stop_text(stop: ImportStopped) -> Text:
    error = error_text(stop.kind, stop.said)
    where: Part = text("import.at_line", line=stop.line) if 0 < stop.line <= MOST_LINES else ""
    if stop.place.endswith(".py") and not stop.names:
        return text("import.module_stopped", name=escape(stop.place, 80), where=where, said=error)
    names = ", ".join(f"`{escape(name, 40)}`" for name in stop.names[:MOST]) + (", ..." if stop.names[MOST:] else "")
    lost = text("import.lost", names=names) if names else text("import.all_lost")
    if cell := CELL.fullmatch(stop.place):
        return text("import.cell_stopped", number=cell[1], where=where, said=error, lost=lost)
    return text("import.part_stopped" if stop.place else "import.file_stopped", where=where, said=error, lost=lost)


def error_text(kind: str, said: str) -> Line:
    """An exception of student code, in words where its own are none of a student's."""
    if kind == "ImportTooLong" and re.fullmatch(r"\d{1,6}", said, re.ASCII):
        return text("import.too_long", seconds=said)
    if kind == "SystemExit" and said in ("None", "True", "False", "0", "1", ""):
        return text("import.exit")
    return f"{escape(kind, 80)}: {escape(said, SAID)}".rstrip(": ")


def where_text(frame: Frame) -> Text:
    """Where an import was seen last."""
    cell = CELL.fullmatch(frame.place)
    return text("import.in_cell", number=cell[1], line=frame.line) if cell else text("import.at_line", line=frame.line)


def frame_text(frame: Frame) -> Text:
    """One line of a traceback: the place, unless it is the main file, the line and what stands there."""
    facts: dict[str, Part] = {"line": frame.line, "source": escape(frame.source.strip(), 160)}
    if cell := CELL.fullmatch(frame.place):
        facts["place"] = text("import.cell", number=cell[1])
    elif frame.place:
        facts["place"] = escape(frame.place, 80)
    if frame.function not in ("", "<module>"):
        facts["function"] = escape(frame.function, 80)
    ids = ("test.line_of", "test.line_of_in") if frame.place else ("test.line", "test.line_in")
    return text(ids["function" in facts], **facts)


def line_of(frame: Frame, cells: Sequence[Cell]) -> int:
    """The line of the main file that a frame stands at; 0 where it is in another file."""
    line = frame.line if 0 < frame.line <= MOST_LINES else 0
    if not frame.place:
        return line
    number = CELL.fullmatch(frame.place)
    cell = next((each for each in cells if number and each.number == int(number[1])), None)
    return cell.first + line - 1 if cell and line and line <= cell.last - cell.first + 1 else 0


def missing_module(raised: Raised) -> str:
    """The package that an import did not find; empty for any other exception."""
    match = re.fullmatch(r"No module named '(\w{1,60}(?:\.\w{1,60}){0,5})'", raised.message, re.ASCII)
    return match[1] if match and "ModuleNotFoundError" in (raised.type, *raised.bases) else ""
