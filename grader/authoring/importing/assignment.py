"""What is read of a source, of whichever kind, and what became of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from grader.sentences import Line, default_language, render

__all__ = ["Assignment", "CannotBring", "Fate", "SourceTask", "SourceTest", "fate_of", "shares"]


class CannotBring(Exception):
    """Why a test, or another part of a source, cannot become part of a lesson: a sentence without a full stop."""


class Fate(Struct, frozen=True):
    """A line of the table. part: of the source. brought: as what, empty where it could not be. why: it could not, or what is left to do."""

    part: str
    brought: str
    why: str = ""


def fate_of(part: str, brought: Line = "", why: Line = "") -> Fate:
    """Said in the language of whoever imports."""
    language = default_language()
    return Fate(part, render(brought, language), render(why, language))


@dataclass
class SourceTest:
    """One test as its author wrote it: statements of plain Python that use the student's names.

    visible: the statements that a student may see, None where the test is hidden. fixtures: of pytest, by name. decorators: `parametrize` alone.
    why_not: it was found out while reading that it cannot be brought.
    """

    name: str
    body: list[ast.stmt]
    points: Decimal = Decimal(1)
    claim: str = ""
    visible: list[ast.stmt] | None = None
    fixtures: list[str] = field(default_factory=list)
    decorators: list[ast.expr] = field(default_factory=list)
    why_not: Line = ""


@dataclass
class SourceTask:
    """A question. points: what a person gives; those of tests stand with the tests. names: what the student writes in it."""

    title: str
    text: str = ""
    tests: list[SourceTest] = field(default_factory=list)
    by_hand: bool = False
    points: Decimal = Decimal(0)
    names: list[str] = field(default_factory=list)


@dataclass
class Assignment:
    """solution: source with the regions that `dlgrade stub` knows. shared: top-level statements that stand around the tests.

    text: what comes before the tasks. files: data that students get, by its path in the lesson's `data/`. fates: of what was met while reading.
    """

    title: str
    stem: str
    solution: str
    tasks: list[SourceTask]
    text: str = ""
    shared: list[ast.stmt] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)
    fates: list[Fate] = field(default_factory=list)


def shares(total: Decimal, parts: int) -> list[Decimal]:
    """The total in so many parts of whole hundredths; what does not come out even goes to the last ones."""
    each = (total / parts).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
    rest = int((total - each * parts) * 100)
    return [each + (Decimal("0.01") if at >= parts - rest else 0) for at in range(parts)]
