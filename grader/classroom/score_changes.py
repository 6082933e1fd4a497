"""Whose score moved when a class was graded again, and why."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from grader.classroom.store import write_whole
from grader.classroom.tables import csv_bytes
from grader.scorecard import Scorecard

__all__ = ["Move", "changed_tests", "move", "save_moves"]


class Move(Struct, frozen=True):
    """Two scorecards of one student. tests: `test_nll: failed, was passed`."""

    student: str
    old: Decimal
    new: Decimal
    max_score: Decimal
    why: str
    tests: list[str]


def move(old: Scorecard, new: Scorecard) -> Move | None:
    """None where neither the score nor a test's outcome is another."""
    tests = changed_tests(old, new)
    if not tests and (old.score, old.max_score, old.outcome) == (new.score, new.max_score, new.outcome):
        return None
    return Move(str(new.student), old.score, new.score, new.max_score, why(old, new), tests)


def why(old: Scorecard, new: Scorecard) -> str:
    """What differs between the two gradings besides their results."""
    reasons = []
    if old.submission != new.submission:
        reasons.append("another submission")
    if old.suite_sha256 != new.suite_sha256:
        reasons.append("the suite changed")
    if old.seed != new.seed:
        reasons.append("another seed")
    for name in ("dlgrade", "python", "torch", "numpy"):
        before, after = old.environment.get(name, "none"), new.environment.get(name, "none")
        if before != after:
            reasons.append(f"{name} {after}, was {before}")
    if old.sandbox.backend != new.sandbox.backend:
        reasons.append(f"sandbox {new.sandbox.backend}, was {old.sandbox.backend}")
    return ", ".join(reasons) or "limits or misconceptions changed"


def changed_tests(old: Scorecard, new: Scorecard) -> list[str]:
    before = {test.id: test.outcome for test in old.tests}
    after = {test.id: test.outcome for test in new.tests}
    names = [*after, *(name for name in before if name not in after)]
    return [
        f"{name.split('::')[-1]}: {after.get(name, 'gone')}, was {before.get(name, 'not there')}"
        for name in names
        if before.get(name) != after.get(name)
    ]


def save_moves(moves: list[Move], path: Path) -> None:
    """The table, beside the scorecards that were replaced."""
    rows: list[list[str | Decimal]] = [["student", "old", "new", "max_score", "why", "tests"]]
    rows += [[m.student, m.old, m.new, m.max_score, m.why, "; ".join(m.tests)] for m in moves]
    write_whole(path, csv_bytes(rows))
