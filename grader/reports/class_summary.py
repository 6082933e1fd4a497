"""A graded class on the terminal: what an instructor must know, and where the rest is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from grader.classroom.classes import Class, Grade
from grader.classroom.score_changes import Move
from grader.classroom.tables import plain

__all__ = ["print_graded"]

MOST = 20  # lines of each list; the files have them all


def print_graded(graded: Class, grades: list[Grade], out: Path, console: Console) -> None:
    """Print counts, then each list of exceptions, then where the files are."""
    for line in lines(graded, grades, out):
        console.print(line, soft_wrap=True)


def lines(graded: Class, grades: list[Grade], out: Path) -> list[str]:
    handed_in = [grade for grade in grades if grade.file]
    scores = sorted(grade.score for grade in handed_in if grade.score is not None)
    full = sum(grade.points is not None and grade.points == grade.max_score for grade in handed_in)
    now = sum(student.graded_now for student in graded.students)
    said = [
        f"{graded.lesson}: {len(handed_in)} submissions ({graded.form}), {now} graded now, {len(handed_in) - now} kept."
    ]
    if scores:
        most = max(grade.max_score for grade in handed_in if grade.max_score is not None)
        middle = scores[len(scores) // 2]
        said.append(f"{full} have full marks of {plain(most)}; the middle score is {plain(middle)}.")
    faults = [grade for grade in handed_in if grade.outcome == "grader_fault"]
    said += listed(
        "FAULTS OF THE GRADER, no points are lost; grade again", (f"{g.student}: {g.problem}" for g in faults)
    )
    old = [student for student in graded.students if student.fault]
    said += listed(
        "FAULTS OF THE GRADER, the scorecards of before stand; grade again", (f"{s.student}: {s.fault}" for s in old)
    )
    skipped = [f"{student.student}: {student.skipped}" for student in graded.students if student.skipped]
    said += listed("Not graded just now", [*graded.gone, *skipped])
    unread = {student.student for student in graded.students if student.problem}
    bad = [grade for grade in handed_in if grade.student in unread and grade.outcome == "graded"]
    said += listed("Could not be read", (f"{grade.student}: {grade.problem}" for grade in bad))
    said += listed("Did not hand in", graded.missing)
    said += listed("Not on the roster", graded.unknown)
    said += listed("Handed in the same file", same(handed_in))
    said += listed(
        "Outcome hangs on the seed", (f"{g.student}: {', '.join(g.unstable)}" for g in handed_in if g.unstable)
    )
    said += listed("Worth reading: a forbidden function can be hidden so", worth_reading_of(graded))
    said += listed("Submission gone, scorecard put into withdrawn/", graded.withdrawn)
    said += listed("Scores moved (old scorecards: regrades/)", map(moved, graded.moves))
    said += listed("Left out", graded.ignored)
    said += listed("To know", graded.notes)
    return [*said, f"\n{out / 'grades.csv'} has the grades, {out / 'scorecards'} each scorecard."]


def listed(what: str, items: Iterable[str]) -> list[str]:
    """A heading with a count and at most so many lines below it; nothing for nothing."""
    items = list(items)
    if not items:
        return []
    more = [f"  and {len(items) - MOST} more"] if len(items) > MOST else []
    return [f"\n{what} ({len(items)}):", *(f"  {' '.join(item.split())}" for item in items[:MOST]), *more]


def same(grades: list[Grade]) -> list[str]:
    """Each group once."""
    groups = {tuple(sorted([grade.student, *grade.same_as])) for grade in grades if grade.same_as}
    return [", ".join(group) for group in sorted(groups)]


def worth_reading_of(graded: Class) -> list[str]:
    """What stands in whose file, by which a forbidden function can be hidden."""
    return [f"{each.student}: {', '.join(each.worth_reading)}" for each in graded.students if each.worth_reading]


def moved(move: Move) -> str:
    tests = f" ({'; '.join(move.tests[:3])}{'; …' if len(move.tests) > 3 else ''})" if move.tests else ""
    return f"{move.student}: {plain(move.old)} -> {plain(move.new)} of {plain(move.max_score)}: {move.why}{tests}"
