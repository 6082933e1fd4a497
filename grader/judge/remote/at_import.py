"""What a worker says of its import, and the sentences that come of it. A student's process may lie here: it can only lose by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from grader.judge.checks.show import escape
from grader.judge.remote.plots import plots_of
from grader.scorecard import Plot
from grader.sentences import Part, Text, text
from grader.wire.messages import Cell, Frame, Raised

__all__ = ["AtImport", "at_import", "frame_text", "line_of", "missing_module", "notes_of", "packages_text"]

MOST = 5
SAID = 200
CELL = re.compile(r"cell (\d{1,6})")
MOST_LINES = 1_000_000  # no submission has more


class AtImport(Struct, frozen=True):
    """stops: place, line, type and message of what failed. absent: packages that something stood in for. left: commands that did nothing.

    changed: what the file switched for its whole process. plots: what a notebook's cells drew.
    """

    stops: tuple[tuple[str, int, str, str], ...] = ()
    absent: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    plots: tuple[Plot, ...] = ()


def at_import(value: Any) -> AtImport:
    """The worker's answer as far as it is one."""
    if not isinstance(value, dict):
        return AtImport()
    stops = [each for each in _listed(value, "stops") if isinstance(each, list) and len(each) == 4]
    told = tuple((str(place), line, str(kind), str(said)) for place, line, kind, said in stops if type(line) is int)
    absent, left, changed = (
        tuple(each[:SAID] for each in _listed(value, key) if isinstance(each, str))
        for key in ("absent", "left", "changed")
    )
    return AtImport(told, absent, left, changed, tuple(plots_of(value.get("plots"))))


def _listed(value: dict[Any, Any], key: str) -> list[Any]:
    found = value.get(key)
    return found[:50] if isinstance(found, list) else []


def notes_of(found: AtImport, packages: Sequence[str], own: Sequence[str] = ()) -> list[Text]:
    """The sentences for the scorecard. packages: what there is. own: packages that `reasons` speak of."""
    notes = [_stop_text(*stop) for stop in found.stops[:MOST]]
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


def _stop_text(place: str, line: int, kind: str, said: str) -> Text:
    error = f"{escape(kind, 80)}: {escape(said, SAID)}".rstrip(": ")
    where: Part = text("import.at_line", line=line) if 0 < line <= MOST_LINES else ""
    if cell := CELL.fullmatch(place):
        return text("import.cell_stopped", number=cell[1], where=where, said=error)
    if place.endswith(".py"):
        return text("import.module_stopped", name=escape(place, 80), where=where, said=error)
    return text("import.part_stopped" if place else "import.file_stopped", where=where, said=error)


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
    match = re.fullmatch(r"No module named '(\w{1,60})[\w.]*'", raised.message, re.ASCII)
    return match[1] if match and "ModuleNotFoundError" in (raised.type, *raised.bases) else ""
