"""Whose score moved when a class was graded again, and why."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec import UNSET, Struct, UnsetType

from grader.classroom.store import LESSON
from grader.classroom.tables import csv_bytes
from grader.files import write_whole
from grader.scorecard import Scorecard
from grader.sentences import Line, Part, Text, said, series, text, value_of

__all__ = ["Move", "changed_tests", "move", "save_moves", "withheld"]


class Move(Struct, frozen=True):
    """Two scorecards of one student. old_max: the maximum before, where it was another. tests: `test_nll: failed, was passed`. texts: these and the reason, as values."""

    student: str
    old: Decimal
    new: Decimal
    max_score: Decimal
    why: str
    tests: list[str]
    old_max: Decimal | None = None
    texts: dict[str, Part] | UnsetType = UNSET


def move(old: Scorecard, new: Scorecard) -> Move | None:
    """None where neither the score nor a test's outcome is another."""
    changes = changed_tests(old, new)
    if not changes and (old.score, old.max_score, old.outcome) == (new.score, new.max_score, new.outcome):
        return None
    tests = tuple(
        text("move.test", test=name.split("::")[-1], after=text(f"move.{after}"), before=text(f"move.{before}"))
        for name, after, before in changes
    )
    tests += tuple(text(id, test=name.split("::")[-1]) for name, id in _taken_back(old, new))
    most = old.max_score if old.max_score != new.max_score else None
    return Move(
        str(new.student), old.score, new.score, new.max_score, old_max=most, **said(why=why(old, new), tests=tests)
    )


def why(old: Scorecard, new: Scorecard) -> Line:
    """What differs between the two gradings besides their results."""
    reasons = []
    if old.submission != new.submission:
        reasons.append(text("move.submission"))
    if _lesson_of(old) != _lesson_of(new):
        reasons.append(text("move.suite"))
    if bool(withheld(old)) != bool(withheld(new)):
        reasons.append(text("move.not_due" if withheld(new) else "move.due"))
    if old.seed != new.seed:
        reasons.append(text("move.seed"))
    for name in ("dlgrade", "python", "torch", "numpy"):
        before, after = old.environment.get(name, ""), new.environment.get(name, "")
        if before != after:
            reasons.append(_version(name, before, after))
    if old.sandbox.backend != new.sandbox.backend:
        reasons.append(_version("sandbox", old.sandbox.backend, new.sandbox.backend))
    return series(reasons) if reasons else text("move.limits")


def _lesson_of(card: Scorecard) -> str:
    """Names the lesson's files; titles are none of them. An older version's scorecards know the suite alone."""
    return card.environment.get(LESSON, card.suite_sha256)


def withheld(card: Scorecard) -> list[Text]:
    """The note that tests wait for the deadline."""
    notes = value_of(card, "notes")
    return (
        [note for note in notes if isinstance(note, Text) and note.id == "grade.after_due"]
        if isinstance(notes, list)
        else []
    )


def changed_tests(old: Scorecard, new: Scorecard) -> list[tuple[str, str, str]]:
    """Each test of another outcome than before: its name, the outcome and the one before. `gone`, `absent`: there is none."""
    before = {test.id: test.outcome for test in old.tests}
    after = {test.id: test.outcome for test in new.tests}
    names = [*after, *(name for name in before if name not in after)]
    changes = ((name, after.get(name, "gone"), before.get(name, "absent")) for name in names)
    return [(name, now, then) for name, now, then in changes if now != then]


def _taken_back(old: Scorecard, new: Scorecard) -> list[tuple[str, str]]:
    """Each test that the suite takes out of the maximum, gives to everybody or counts again, with the sentence for it."""
    before = {test.id: test.void for test in old.tests}
    changes = [(test.id, test.void) for test in new.tests if test.id in before and test.void != before[test.id]]
    return [(name, f"move.taken_{void}" if void else "move.counts_again") for name, void in changes]


def _version(name: str, before: str, after: str) -> Text:
    none = text("move.none")
    return text("move.version", name=name, after=after or none, before=before or none)


def save_moves(moves: list[Move], path: Path) -> None:
    """The table, beside the scorecards that were replaced."""
    rows: list[list[str | Decimal]] = [["student", "old", "new", "max_score", "why", "tests"]]
    rows += [[m.student, m.old, m.new, m.max_score, m.why, "; ".join(m.tests)] for m in moves]
    write_whole(path, csv_bytes(rows))
