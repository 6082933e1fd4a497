"""What a student may see of a scorecard: all of it, the claims, or the scores alone, as the lesson says, before and after a date."""

from __future__ import annotations

import datetime

import msgspec
from msgspec import UNSET

from grader.classroom.counted import corrected
from grader.classroom.grades import Grade
from grader.course.facts import How, Visibility
from grader.course.late import Late
from grader.course.lessons import Lesson
from grader.scorecard import Scorecard, TaskResult, TestResult
from grader.sentences import speaker

__all__ = ["as_shown", "student_card"]

KEPT = ("id", "claim", "outcome", "points", "max_points", "visibility", "seconds", "cost", "void")


def student_card(
    card: Scorecard, grade: Grade, lesson: Lesson, late: Late, language: str, now: datetime.datetime | None = None
) -> Scorecard:
    """The scorecard in that language, with the points that count, and no more of it than a student may see now."""
    card = corrected(card.spoken(language), grade)
    if grade.pending:
        note = speaker(language)("grade.pending")
        return msgspec.structs.replace(card, tasks=[], training=[], notes=[note], texts=UNSET)
    if grade.chosen:
        note = speaker(language)("grade.chosen", what=grade.chosen)
        texts = {name: part for name, part in (card.texts or {}).items() if name != "notes"}
        card = msgspec.structs.replace(card, notes=[*card.notes, note], texts=texts or UNSET)
    if grade.due:  # their own, where it was put off
        late = msgspec.structs.replace(late, due=late.due | {lesson.name: grade.due})
    return as_shown(card, lesson, late, language, now)


def as_shown(
    card: Scorecard, lesson: Lesson, late: Late, language: str, now: datetime.datetime | None = None
) -> Scorecard:
    """The scorecard without what the lesson does not show yet, and a note that says so."""
    how, until = _how(lesson, late, now or datetime.datetime.now(datetime.UTC))
    if how == "all" or card.suite == "public":
        return card
    id = f"grade.{how}s_{'until' if until else 'only'}"
    time = f"{until:%Y-%m-%d %H:%M %Z}".strip() if until else ""
    note = speaker(language)(id, time=time) if until else speaker(language)(id)
    tasks = [_task(task, how) for task in card.tasks]
    texts = {name: part for name, part in (card.texts or {}).items() if name != "notes"}
    return msgspec.structs.replace(card, tasks=tasks, training=[], notes=[*card.notes, note], texts=texts or UNSET)


def _how(lesson: Lesson, late: Late, now: datetime.datetime) -> tuple[How, datetime.datetime | None]:
    """How much is shown now, and until when, where it will be more."""
    shown = lesson.facts.shown
    if not isinstance(shown, Visibility):
        return shown, None
    date = late.local(shown.date) if shown.date else late.due_of(lesson.name)
    if date is None or now >= date:
        return shown.after, None
    return shown.before, date


def _task(task: TaskResult, how: How) -> TaskResult:
    tests = [_test(test) for test in task.tests] if how == "claim" else []
    return msgspec.structs.replace(task, tests=tests, forbidden=task.forbidden if how == "claim" else [])


def _test(test: TestResult) -> TestResult:
    claim = {name: part for name, part in (test.texts or {}).items() if name == "claim"}
    return TestResult(**{name: getattr(test, name) for name in KEPT}, texts=claim or UNSET)
