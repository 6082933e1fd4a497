"""Whom an export had to leave out, and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from grader.errors import GraderFault
from grader.sentences import Line, default_language, render

__all__ = ["LeftOut", "exit_code", "left_out"]


class LeftOut(Struct, frozen=True):
    """reason: a sentence for the teacher. fault: there is no score, by our fault."""

    student: str
    reason: str
    fault: bool = False


def left_out(student: str, reason: Line, *, fault: bool = False) -> LeftOut:
    """Said in the language of whoever has typed the command."""
    return LeftOut(student, render(reason, default_language()), fault)


def exit_code(left_out: Sequence[LeftOut]) -> int:
    """0 where nobody is left out, 3 where someone is by our fault, else 1."""
    if any(each.fault for each in left_out):
        return GraderFault.exit_code
    return 1 if left_out else 0
