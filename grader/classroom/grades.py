"""What each student gets: the tests, what people and rules changed about it, lateness; every number of it shown and every sum exact."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from grader.classroom.adjustments import Adjustment
from grader.classroom.corrections import Appeal, Comment, Corrections, Mark
from grader.classroom.score_changes import withheld
from grader.classroom.sheets import EVERYBODY, guess
from grader.classroom.tables import plain
from grader.course.late import Late
from grader.errors import UsageError
from grader.scorecard import Scorecard, TaskResult, TestResult
from grader.sentences import Line, Part, said, text

__all__ = ["Change", "Grade", "as_tested", "corrected", "grade_of_card", "grade_of_student", "late_grade"]

ZERO = Decimal(0)


class Change(Struct, frozen=True, kw_only=True):
    """One reason why a grade is not what the tests add up to. points: by how much it moved the sum, all limits held.

    void: a test that is out of the maximum; given: one whose points everybody has. manual: a task that a person grades.
    """

    kind: Literal["void", "given", "by hand", "bonus", "manual", "comment"]
    points: Decimal
    task: int | None = None
    test: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""

    def __str__(self) -> str:
        """The reason, and who gave it when."""
        signed = ", ".join(filter(None, (self.by, self.date)))
        return " ".join(filter(None, (self.reason, signed and f"({signed})")))


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


class Sum:
    """A grade while it is added up. None of its numbers falls below 0, and none passes its maximum but by a bonus."""

    def __init__(self, tasks: dict[int, Decimal], most: dict[int, Decimal]) -> None:
        self.tasks = tasks
        self.most = most
        self.whole = ZERO
        self.bonus: dict[int | None, Decimal] = {}
        self.changes: list[Change] = []

    @property
    def total(self) -> Decimal:
        return sum(self.tasks.values(), ZERO) + self.whole

    def void(self, each: Adjustment, card: Scorecard) -> None:
        """Take a test out of the maximum, or give its points."""
        if not (found := _test(each, card)) or found[1].void:
            return
        task, test = found
        delta = -test.points if each.void == "out" else test.max_points - test.points
        self.tasks[task] = max(ZERO, self.tasks[task] + delta)
        if each.void == "out":
            self.most[task] -= test.max_points
        kind: Literal["void", "given"] = "void" if each.void == "out" else "given"
        self.changes.append(_change(each, kind, delta, task, test.id))

    def add(self, each: Adjustment) -> None:
        """Points by hand, to a task or to the whole."""
        if each.task is not None and each.task not in self.most:
            raise each.row.error(text("row.no_task", task=each.task, most=_listed(self.most)))
        now = self.total if each.task is None else self.tasks[each.task]
        most = sum(self.most.values(), ZERO) if each.task is None else self.most[each.task]
        most += sum(self.bonus.values(), ZERO) if each.task is None else self.bonus.get(each.task, ZERO)
        after = max(ZERO, now + each.points)
        if after > max(most, now) and not each.bonus:
            if each.student != EVERYBODY:
                raise each.row.error(_too_many(each, now, most))
            after = max(most, now)
        if each.bonus:
            self.bonus[each.task] = self.bonus.get(each.task, ZERO) + max(ZERO, after - now)
        if each.task is None:
            self.whole += after - now
        else:
            self.tasks[each.task] = after
        self.changes.append(_change(each, "bonus" if each.bonus else "by hand", after - now, each.task))

    def mark(self, mark: Mark) -> None:
        """A task that a person graded."""
        self.tasks[mark.task] = self.tasks.get(mark.task, ZERO) + mark.points
        fields = {"reason": mark.comment, "by": mark.by, "date": mark.date}
        self.changes.append(Change(kind="manual", points=mark.points, task=mark.task, **fields))

    def comment(self, comment: Comment) -> None:
        """Points that stand beside a line of code."""
        after = max(ZERO, self.total + comment.points)
        if after > (most := sum(self.most.values(), ZERO) + sum(self.bonus.values(), ZERO)) and comment.points > 0:
            raise UsageError(
                text(
                    "wrong.comment_points",
                    place=comment.place,
                    points=f"{comment.points:+}",
                    after=str(after),
                    most=str(most),
                )
            )
        delta = after - self.total
        self.whole += delta
        reason = f"{comment.file}, {comment.line}: {comment.text}"
        self.changes.append(Change(kind="comment", points=delta, reason=reason, by=comment.by, date=comment.date))


def grade_of_card(card: Scorecard) -> Grade:
    """The grade of a scorecard that nothing has changed."""
    known = card.outcome == "graded"
    waits = [task.number for task in card.tasks if task.by_hand is not UNSET]
    most = _most(card)
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
    total = Sum(tasks, _most(card) if card and known else {})
    own = corrections.of(student)
    if card and known:
        for comment in own.comments:
            _must_have_file(card, comment)
        for request in own.requests:
            _must_have_test(card, request)
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
    until = max((late.local(each.until) for each in adjustments if each.until), default=None)
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


def corrected(card: Scorecard, grade: Grade) -> Scorecard:
    """The scorecard as it counts: tests that are void, tasks and the sum as the grade has them."""
    voids = {change.test: change.kind for change in grade.changes if change.test}
    if card.outcome != "graded":
        return card
    tasks = [
        msgspec.structs.replace(
            task,
            score=_short(grade.tasks.get(task.number, task.score)),
            max_score=_short(grade.most.get(task.number, task.max_score)),
            tests=[_voided(test, voids.get(test.id, "")) for test in task.tests],
        )
        for task in card.tasks
    ]
    score = grade.so_far if grade.so_far is not None else card.score
    most = grade.max_score if grade.max_score is not None else card.max_score
    return msgspec.structs.replace(card, tasks=tasks, score=_short(score), max_score=_short(most))


def _short(number: Decimal) -> Decimal:
    """Without zeros at the end of its decimals."""
    return Decimal(plain(number))


def as_tested(card: Scorecard, grade: Grade) -> Scorecard:
    """The scorecard with its void tests, and else nothing of what people and lateness changed: what item analysis is about."""
    voids = {change.test: change.kind for change in grade.changes if change.test}
    tasks = []
    for task in card.tasks:
        tests = [_voided(test, voids.get(test.id, "")) for test in task.tests]
        score, most = (sum((getattr(test, name) for test in tests), ZERO) for name in ("points", "max_points"))
        tasks.append(msgspec.structs.replace(task, tests=tests, score=score, max_score=most))
    score, most = (sum((getattr(task, name) for task in tasks), ZERO) for name in ("score", "max_score"))
    return msgspec.structs.replace(card, tasks=tasks, score=score, max_score=most) if voids else card


def _voided(test: TestResult, how: str) -> TestResult:
    if how == "void":
        return msgspec.structs.replace(test, points=ZERO, max_points=ZERO, void="out")
    return msgspec.structs.replace(test, points=test.max_points, void="given") if how == "given" else test


def _most(card: Scorecard) -> dict[int, Decimal]:
    """What each task is worth: its tests, and what a person gives."""
    return {task.number: task.max_score + (task.by_hand or ZERO) for task in card.tasks}


def _waits(card: Scorecard, marks: list[Mark]) -> list[int]:
    done = {mark.task for mark in marks}
    return [task.number for task in card.tasks if task.by_hand is not UNSET and task.number not in done]


def _named(asked: str, names: Iterable[str]) -> bool:
    """Whether it is one of these tests, by its name or by what stands behind `test_`."""
    return any(asked in (name, name.removeprefix("test_")) for name in names)


def _test(each: Adjustment, card: Scorecard) -> tuple[int, TestResult] | None:
    """The test that an adjustment names, with its task; None where it may be one that waits for the deadline."""
    found: list[tuple[TaskResult, TestResult]] = [
        (task, test) for task in card.tasks for test in task.tests if _named(each.test, [test.id])
    ]
    if not found and withheld(card):
        return None
    if found and each.task is not None and found[0][0].number != each.task:
        raise each.row.error(text("row.other_task", test=each.test, number=found[0][0].number, task=each.task))
    if not found:
        of = text("row.of_task", task=each.task) if each.task is not None else ""
        raise each.row.error(
            text("row.no_test", test=each.test, of=of, guess=guess(each.test, [test.id for test in card.tests]))
        )
    return found[0][0].number, found[0][1]


def _must_have_file(card: Scorecard, comment: Comment) -> None:
    """Raises UsageError for a comment on a file that was not graded."""
    files = card.submission.files
    if comment.file not in files:
        there = text("row.files", names=", ".join(files)) if files else text("row.no_files")
        raise UsageError(
            text(
                "wrong.comment_file",
                place=comment.place,
                student=card.student or "",
                file=comment.file,
                there=there,
                guess=guess(comment.file, files),
            )
        )


def _must_have_test(card: Scorecard, request: Appeal) -> None:
    """Raises UsageError for a request about a test that there is not."""
    names = [test.id for test in card.tests]
    if request.test and not _named(request.test, names) and not withheld(card):
        raise UsageError(
            text("wrong.request_test", place=request.place, test=request.test, guess=guess(request.test, names))
        )


def _too_many(each: Adjustment, now: Decimal, most: Decimal) -> Line:
    where = text("row.the_lesson") if each.task is None else text("row.the_task", task=each.task)
    fits = text("row.fit", n=str(most - now)) if most > now else text("row.has_all")
    numbers = {"points": f"{each.points:+}", "after": str(now + each.points), "most": str(most)}
    return text("row.too_many", where=where, student=each.student, fits=fits, **numbers)


def _change(each: Adjustment, kind: object, points: Decimal, task: int | None, test: str = "") -> Change:
    fields = {"reason": each.reason, "by": each.by, "date": each.date}
    return Change(kind=kind, points=points, task=task, test=test, **fields)  # type: ignore[arg-type]


def _reason(each: Adjustment) -> str:
    return str(_change(each, "by hand", ZERO, None))


def _listed(numbers: Iterable[int]) -> str:
    numbers = sorted(numbers)
    return f"task {numbers[0]}" if len(numbers) == 1 else f"tasks {', '.join(map(str, numbers))}"
