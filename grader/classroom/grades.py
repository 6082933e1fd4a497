"""What each student gets: the tests, what people and rules changed about it, lateness; every number of it shown and every sum exact."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from grader.classroom.adjustments import Adjustment
from grader.classroom.corrections import Appeal, Comment, Corrections, Mark
from grader.classroom.sums import ZERO, Change, Sum, change_of, maxima, must_have_file, must_have_test
from grader.course.late import Late
from grader.scorecard import Scorecard
from grader.sentences import Part, said, text

__all__ = ["Grade", "grade_of_card", "grade_of_student", "late_grade"]


class Grade(Struct, frozen=True, kw_only=True):
    """What a student gets. name: what the roster calls them. score: None while it is unknown, by our fault or because a person has not graded a task yet,
    and where nothing counts.

    points: what the tests gave. adjusted: what the changes add to it. score = points + adjusted - penalty. unfinished: tasks that wait
    for a person. forgiven: days of lateness that are not counted. due: when it was due, for this student. days_known: whether the
    platform or a person says how late it is. chosen: the file that counts by choices.csv, and why.
    pending: another file was graded than the one that counts now.
    """

    student: str
    name: str = ""
    file: str = ""
    outcome: str
    tasks: dict[int, Decimal] = {}
    most: dict[int, Decimal] = {}
    points: Decimal | None = None
    adjusted: Decimal = ZERO
    changes: list[Change] = []
    days_late: Decimal = ZERO
    forgiven: Decimal = ZERO
    penalty: Decimal = ZERO
    score: Decimal | None = None
    max_score: Decimal | None = None
    late: bool = False
    days_known: bool = True
    due: datetime.datetime | None = None
    handed_in: datetime.datetime | None = None
    unfinished: list[int] = []
    reasons: list[str] = []
    chosen: str = ""
    pending: bool = False
    comments: list[Comment] = []
    requests: list[Appeal] = []
    problem: str = ""
    same_as: list[str] = []
    unstable: list[str] = []
    texts: dict[str, Part] | UnsetType = UNSET

    @property
    def nothing_counts(self) -> bool:
        """Whether no test and no task is left that anybody could have points for."""
        return self.outcome == "graded" and self.max_score == 0

    @property
    def so_far(self) -> Decimal | None:
        """The sum without what a person has not graded yet."""
        return None if self.points is None else self.points + self.adjusted - self.penalty


def grade_of_card(card: Scorecard) -> Grade:
    """The grade of a scorecard that nothing has changed."""
    known = card.outcome == "graded"
    waits = [task.number for task in card.tasks if task.by_hand is not UNSET]
    most = maxima(card)
    grade = Grade(
        student="" if card.student is UNSET else card.student,
        outcome=card.outcome,
        tasks={task.number: task.score for task in card.tasks},
        most=most,
        points=card.score if known else None,
        score=card.score if known and not waits else None,
        max_score=sum(most.values(), ZERO) if known else None,
        unfinished=waits if known else [],
        problem="" if known or card.message is UNSET else card.message,
    )
    return _without_score(grade) if grade.nothing_counts else grade


def grade_of_student(
    student: str, card: Scorecard | None, corrections: Corrections, late: Late, lesson: str, **facts: object
) -> Grade:
    """The grade of one who handed in. facts: what the class says of them, as fields of a grade; late_there:
    the platform says that it is late. Raises UsageError for what does not add up."""
    known = card is not None and card.outcome == "graded"
    tasks = {task.number: task.score for task in card.tasks} if card and known else {}
    before = sum(tasks.values(), ZERO)
    total = Sum(tasks, maxima(card) if card and known else {})
    own = corrections.of(student)
    if card and known:
        for comment in own.comments:
            must_have_file(card, comment)
        for request in own.requests:
            must_have_test(card, request)
        for mark in own.marks:
            total.mark(mark)
        for each in own.adjustments:
            if each.void:
                total.void(each, card)
        for each in own.adjustments:
            if each.points:
                total.add(each)
        for comment in own.comments:
            if comment.points:
                total.comment(comment)
    waits = _waits(card, own.marks) if card and known else []
    grade = Grade(
        student=student,
        outcome=card.outcome if card else "not graded",
        tasks=total.tasks,
        most=total.most,
        points=before if known else None,
        adjusted=total.total - before,
        changes=total.changes,
        score=total.total if known and not waits else None,
        max_score=sum(total.most.values(), ZERO) if known else None,
        unfinished=waits,
        comments=own.comments,
        requests=own.requests,
    )
    grade = late_grade(grade, own.adjustments, late, lesson, facts.pop("handed_in", None))  # type: ignore[arg-type]
    late_there = bool(facts.pop("late_there", False))
    grade = msgspec.structs.replace(
        grade,
        late=late_there or grade.days_late > 0,
        days_known=not late_there or grade.handed_in is not None or any(e.days is not None for e in own.adjustments),
        reasons=list(dict.fromkeys(map(_reason, own.adjustments))),
        **facts,
    )
    return _without_score(grade) if grade.nothing_counts else grade


def _without_score(grade: Grade) -> Grade:
    """0 of 0 is no score: a gradebook would have a 0 of it."""
    why = {} if grade.problem else said(problem=text("class.nothing_counts"))
    return msgspec.structs.replace(grade, score=None, **why)


def late_grade(
    grade: Grade, adjustments: Iterable[Adjustment], late: Late, lesson: str, handed_in: datetime.datetime | None
) -> Grade:
    """The grade with what lateness takes off."""
    adjustments = list(adjustments)
    own = [late.local(each.until) for each in adjustments if each.until]
    until = max([*own, *filter(None, [late.due_of(lesson)])]) if own else None  # nobody's day is made an earlier one
    counted = late.days(lesson, handed_in, until)
    days = max(ZERO, counted + sum((each.days for each in adjustments if each.days is not None), ZERO))
    total = (grade.points or ZERO) + grade.adjusted
    penalty = late.penalty(total, days)
    return msgspec.structs.replace(
        grade,
        days_late=days,
        forgiven=max(ZERO, counted - days),
        penalty=penalty,
        score=None if grade.score is None else total - penalty,
        due=until or late.due_of(lesson),
        handed_in=late.local(handed_in) if handed_in else None,
    )


def _waits(card: Scorecard, marks: list[Mark]) -> list[int]:
    done = {mark.task for mark in marks}
    return [task.number for task in card.tasks if task.by_hand is not UNSET and task.number not in done]


def _reason(each: Adjustment) -> str:
    return str(change_of(each, "by hand", ZERO, None))
