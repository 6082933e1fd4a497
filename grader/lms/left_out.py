"""Whom an export had to leave out, and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from grader.errors import GraderFault

__all__ = ["LeftOut", "exit_code"]


class LeftOut(Struct, frozen=True):
    """reason: a sentence for the teacher. fault: there is no score, by our fault."""

    student: str
    reason: str
    fault: bool = False


def exit_code(left_out: Sequence[LeftOut]) -> int:
    """0 where nobody is left out, 3 where someone is by our fault, else 1."""
    if any(each.fault for each in left_out):
        return GraderFault.exit_code
    return 1 if left_out else 0
