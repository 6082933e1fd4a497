"""A grade while it is added up: what corrections change about a scorecard's points, each held to its limits."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from grader.classroom.adjustments import Adjustment, two_rulings
from grader.classroom.corrections import Appeal, Comment, Mark
from grader.classroom.score_changes import withheld
from grader.classroom.sheets import EVERYBODY, guess
from grader.errors import UsageError
from grader.scorecard import Scorecard, TaskResult, TestResult
from grader.sentences import Line, Text, text

__all__ = ["ZERO", "Change", "Sum", "change_of", "maxima", "must_have_file", "must_have_test"]

ZERO = Decimal(0)


class Change(Struct, frozen=True, kw_only=True):
    """One reason why a grade is not what the tests add up to. points: by how much it moved the sum, all limits held.

    void: a test that is out of the maximum; given: one whose points everybody has. claim: that test's. manual: a task that a person grades.
    """

    kind: Literal["void", "given", "by hand", "bonus", "manual", "comment"]
    points: Decimal
    task: int | None = None
    test: str = ""
    claim: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""

    def __str__(self) -> str:
        """The reason, and who gave it when."""
        signed = ", ".join(filter(None, (self.by, self.date)))
        return " ".join(filter(None, (self.reason, signed and f"({signed})")))


class Sum:
    """A grade while it is added up. None of its numbers falls below 0, and none passes its maximum but by a bonus."""

    def __init__(self, tasks: dict[int, Decimal], most: dict[int, Decimal]) -> None:
        self.tasks = tasks
        self.most = most
        self.whole = ZERO
        self.taken: dict[str, Adjustment] = {}
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
        if (other := self.taken.setdefault(test.id, each)) is not each:
            raise each.row.error(two_rulings(each, other))
        delta = -test.points if each.void == "out" else test.max_points - test.points
        self.tasks[task] = max(ZERO, self.tasks[task] + delta)
        if each.void == "out":
            self.most[task] -= test.max_points
        kind: Literal["void", "given"] = "void" if each.void == "out" else "given"
        self.changes.append(change_of(each, kind, delta, task, test.id, test.claim))

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
        self.changes.append(change_of(each, "bonus" if each.bonus else "by hand", after - now, each.task))

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


def maxima(card: Scorecard) -> dict[int, Decimal]:
    """What each task is worth: its tests, and what a person gives."""
    return {task.number: task.max_score + (task.by_hand or ZERO) for task in card.tasks}


def _named(asked: str, test: TestResult) -> bool:
    """Whether it is this test, by its name, by what stands behind `test_`, or by its claim, which is what pages show."""
    return asked in (test.id, test.id.removeprefix("test_"), *_claims(test))


def _claims(test: TestResult) -> list[str]:
    """The claim in each language."""
    claim = (test.texts or {}).get("claim")
    return [test.claim, *(claim.said.values() if isinstance(claim, Text) else ())]


def _guess(asked: str, card: Scorecard) -> Line:
    """The test that may be meant, else all of them."""
    near = guess(asked, [name for test in card.tests for name in (test.id, *dict.fromkeys(_claims(test)))])
    return near or text("row.tests", names=", ".join(test.id for test in card.tests))


def _test(each: Adjustment, card: Scorecard) -> tuple[int, TestResult] | None:
    """The test that an adjustment names, with its task; None where it may be one that waits for the deadline."""
    found: list[tuple[TaskResult, TestResult]] = [
        (task, test) for task in card.tasks for test in task.tests if _named(each.test, test)
    ]
    if not found and withheld(card):
        return None
    if found and each.task is not None and found[0][0].number != each.task:
        raise each.row.error(text("row.other_task", test=each.test, number=found[0][0].number, task=each.task))
    if not found:
        of = text("row.of_task", task=each.task) if each.task is not None else ""
        raise each.row.error(text("row.no_test", test=each.test, of=of, guess=_guess(each.test, card)))
    return found[0][0].number, found[0][1]


def must_have_file(card: Scorecard, comment: Comment) -> None:
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


def must_have_test(card: Scorecard, request: Appeal) -> None:
    """Raises UsageError for a request about a test that there is not."""
    if request.test and not any(_named(request.test, test) for test in card.tests) and not withheld(card):
        raise UsageError(
            text("wrong.request_test", place=request.place, test=request.test, guess=_guess(request.test, card))
        )


def _too_many(each: Adjustment, now: Decimal, most: Decimal) -> Line:
    where = text("row.the_lesson") if each.task is None else text("row.the_task", task=each.task)
    fits = text("row.fit", n=str(most - now)) if most > now else text("row.has_all")
    numbers = {"points": f"{each.points:+}", "after": str(now + each.points), "most": str(most)}
    return text("row.too_many", where=where, student=each.student, fits=fits, **numbers)


def change_of(
    each: Adjustment, kind: object, points: Decimal, task: int | None, test: str = "", claim: str = ""
) -> Change:
    fields = {"test": test, "claim": claim, "reason": each.reason, "by": each.by, "date": each.date}
    return Change(kind=kind, points=points, task=task, **fields)  # type: ignore[arg-type]


def _listed(numbers: Iterable[int]) -> str:
    numbers = sorted(numbers)
    return f"task {numbers[0]}" if len(numbers) == 1 else f"tasks {', '.join(map(str, numbers))}"
