"""A graded class on the terminal: what an instructor must know, and where the rest is."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console

from grader.classroom.classes import Class
from grader.classroom.grade_book import Book
from grader.classroom.grades import Grade
from grader.classroom.score_changes import Move
from grader.classroom.sums import Change
from grader.classroom.tables import plain
from grader.reports.grade_lines import change_line, grade_text
from grader.sentences import Say, render, speaker

__all__ = ["print_graded"]

ALONE = 2  # of so few each is named
MOST = 20  # lines of each list; the files have them all


def print_graded(graded: Class, book: Book, out: Path, console: Console) -> None:
    """Print counts, then each list of exceptions, then where the files are."""
    for line in lines(graded, book, out):
        console.print(line, soft_wrap=not console.is_terminal)  # a terminal breaks between words, a file not at all


def lines(graded: Class, book: Book, out: Path) -> list[str]:
    say = speaker(graded.language)
    handed_in = [grade for grade in book.grades if grade.file]
    unread = {student.student for student in graded.students if student.problem}
    scores = [grade.score for grade in handed_in if grade.score is not None and grade.student not in unread]
    full = sum(
        grade.score is not None and grade.max_score is not None and grade.score >= grade.max_score
        for grade in handed_in
    )
    now = sum(student.graded_now for student in graded.students)
    kept = sum(not (student.graded_now or student.skipped) for student in graded.students)
    counts = {"n": len(handed_in), "now": now, "kept": kept}
    told = [say("graded.counts", lesson=graded.lesson, form=graded.form, **counts)]
    if scores:
        most = max(grade.max_score for grade in handed_in if grade.max_score is not None)
        middle = {"most": plain(most), "middle": plain(statistics.median(scores)), "full": full}
        told.append(
            say("graded.middle_read", n=len(scores), **middle)
            if len(scores) < len(handed_in)
            else say("graded.middle", **middle)
        )
    faults = [grade for grade in handed_in if grade.outcome == "grader_fault"]
    old = [
        f"{student.student}: {student.fault}" for student in graded.students if student.fault and not student.undecided
    ]
    skipped = [f"{student.student}: {student.skipped}" for student in graded.students if student.skipped]
    bad = [grade for grade in handed_in if grade.student in unread and grade.outcome == "graded"]
    regraded = {move.student for move in graded.moves}
    for heading, items in (
        (say("graded.faults"), [f"{grade.student}: {grade.problem}" for grade in faults]),
        (say("graded.faults_before"), old),
        (say("graded.skipped"), [*graded.gone, *skipped]),
        (say("graded.unread"), [f"{grade.student}: {grade.problem}" for grade in bad]),
        (say("class.missing"), graded.missing),
        (say("class.unknown"), graded.unknown),
        (say("class.near"), graded.near),
        (say("class.duplicates"), same(handed_in)),
        (say("graded.unstable"), [f"{g.student}: {', '.join(g.unstable)}" for g in handed_in if g.unstable]),
        (say("graded.worth_reading"), worth_reading_of(graded)),
        (say("graded.withdrawn"), graded.withdrawn),
        (say("graded.moved"), [moved(move, say) for move in graded.moves]),
        (say("graded.changed"), [line for line in book.changed if line.split(": ")[0] not in regraded]),
        (say("graded.by_hand"), _changes(handed_in, graded.language)),
        (say("class.unfinished"), [grade.student for grade in handed_in if grade.unfinished]),
        (say("class.requests"), _open_requests(handed_in)),
        (say("graded.ignored"), graded.ignored),
        (say("graded.notes"), [*graded.notes, *(render(each, graded.language) for each in book.warnings)]),
    ):
        told += listed(heading, items, say)
    return [*told, "\n" + say("graded.files", grades=str(out / "grades.csv"), scorecards=str(out / "scorecards"))]


def _changes(grades: list[Grade], language: str) -> list[str]:
    """What people and lateness made of whose grade; what was done for everybody, once and first."""
    graded = [grade for grade in grades if grade.outcome == "graded"]
    done = [{_what(change) for change in grade.changes} for grade in graded]
    common = set.intersection(*done) if len(graded) > ALONE else set()
    every = [change_line(change, language) for change in graded[0].changes if _what(change) in common] if common else []
    own = (
        grade
        for grade in grades
        if grade.late
        or grade.forgiven
        or {_what(change) for change in grade.changes} - common
        or (grade.reasons and not grade.changes)
    )
    found = ((grade, grade_text(grade, None, language)) for grade in own)
    told = (f"*: {line.what}" + (f" ({line.why})" if line.why else "") for line in every)
    return [*told, *(f"{grade.student}: {'; '.join(text)}" for grade, text in found if text)]


def _what(change: Change) -> tuple[str, ...]:
    """What was done, whatever it brought."""
    return change.kind, str(change.task), change.test, str(change)


def _open_requests(grades: list[Grade]) -> list[str]:
    return [
        f"{grade.student}: {each.test} {each.text}" for grade in grades for each in grade.requests if not each.answer
    ]


def listed(what: str, items: Iterable[str], say: Say) -> list[str]:
    """A heading with a count and at most so many lines below it; nothing for nothing."""
    items = list(items)
    if not items:
        return []
    more = [f"  {say('class.more', n=len(items) - MOST)}"] if len(items) > MOST else []
    return [f"\n{what} ({len(items)}):", *(f"  {' '.join(item.split())}" for item in items[:MOST]), *more]


def same(grades: Sequence[Grade]) -> list[str]:
    return [", ".join(group) for group in same_groups(grades)]


def same_groups(grades: Sequence[Grade]) -> list[tuple[str, ...]]:
    """Those who handed in the same file, each group once."""
    groups: list[set[str]] = []
    for grade in grades:
        group = {grade.student, *grade.same_as}
        for other in [each for each in groups if not each.isdisjoint(group)]:
            groups.remove(other)
            group |= other
        groups.append(group)
    return sorted(tuple(sorted(group)) for group in groups if len(group) > 1)


def worth_reading_of(graded: Class) -> list[str]:
    """What stands in whose file, by which a forbidden function can be hidden."""
    return [f"{each.student}: {', '.join(each.worth_reading)}" for each in graded.students if each.worth_reading]


def moved(move: Move, say: Say, id: str = "move.line") -> str:
    """One move as the sentence of that id says it."""
    tests = f" ({'; '.join(move.tests[:3])}{'; …' if len(move.tests) > 3 else ''})" if move.tests else ""
    old, new, most = (plain(points) for points in (move.old, move.new, move.max_score))
    old += f" / {plain(move.old_max)}" if move.old_max is not None else ""
    return say(id, student=move.student, old=old, new=new, most=most, why=move.why + tests)
