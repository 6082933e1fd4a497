"""A scorecard as its student reads it: what failed by cause, the first task first, then what passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from msgspec import UNSET, Struct

from grader.classroom.tables import plain
from grader.reports.figures import Curve, curve, picture, ranges, wrong_places
from grader.reports.grade_lines import GradeLine
from grader.reports.source import anchor
from grader.reports.terminal import MARKS, outcome_of, reason_of, stopped_by, training_text
from grader.scorecard import Misread, Scorecard, Shown, TaskResult, TestResult, Training
from grader.sentences import Say

__all__ = ["Block", "Failure", "Learning", "blocks_of", "learning_of", "reason_of_all"]


class Shades(Struct, frozen=True):
    """An expected and a received matrix, and which values are wrong (unless all are), as addresses of pictures. told: in words."""

    expected: str
    yours: str
    wrong: str
    columns: int
    told: str


class PassedPicture(Struct, frozen=True):
    """What a test that passed shows of the submission's own work: the address of a picture, and the claim."""

    address: str
    columns: int
    claim: str


class Failure(Struct, frozen=True):
    """A test that did not pass, and others of its task with the very same cause. cost: what it lost by itself.

    again: the task that explained the cause already, 0 for none. line: where the code stands that it is about.
    """

    test: TestResult
    others: list[TestResult]
    cost: str
    again: int
    line: str
    shades: Shades | None


class Block(Struct, frozen=True):
    """A task as it is shown. tenths: of its points. waits: a person has not graded it yet. voided: tests that the teacher took back.

    changes: what people gave or took beside the tests.
    """

    task: TaskResult
    mark: str
    style: str
    tenths: int
    waits: bool
    voided: list[TestResult]
    changes: list[GradeLine]
    failures: list[Failure]
    passed: list[TestResult]
    work: list[PassedPicture]

    @property
    def told(self) -> bool:
        """Whether there is more to say of it than what passed."""
        return bool(self.failures or self.task.forbidden or self.changes)

    @property
    def place(self) -> str:
        """Where on the page it is told: among what failed, what passed, or nowhere."""
        if self.told:
            return f"task-{self.task.number}"
        return f"rest-{self.task.number}" if self.passed or self.voided else ""


class Learning(Struct, frozen=True):
    """A training as it is shown."""

    name: str
    text: str
    curve: Curve | None
    confusion: list[list[int]]
    misread: list[int]
    digits: list[tuple[str, str]]  # address of the picture, and what it is


def blocks_of(
    card: Scorecard,
    waits: Collection[int],
    files: Sequence[str],
    say: Say,
    changes: Mapping[int, list[GradeLine]] | None = None,
) -> list[Block]:
    """One a task. waits: numbers of tasks that a person has not graded. files: names of what is shown, the graded one first.

    changes: of `task_lines`."""
    explained: dict[object, int] = {}
    every = reason_of_all(card)
    shown = [task for task in card.tasks if task.tests or task.by_hand is not UNSET or task.max_score]
    changes = changes or {}
    return [
        _block(task, task.number in waits, explained, every, files, say, changes.get(task.number, [])) for task in shown
    ]


def reason_of_all(card: Scorecard) -> str:
    """What stopped every test of several tasks; empty where there is no such thing."""
    reasons = Counter(stopped_by(test) for test in card.tests)
    only = next(iter(reasons), None)
    return only[1] if only and len(reasons) == 1 and len(card.tasks) > 1 else ""


def learning_of(training: Training, say: Say) -> Learning:
    name = training.name.removeprefix("test_").replace("_", " ")
    text = training_text(training, say).removeprefix(f"{name}: ")
    digits = [_digit(each, say) for each in training.misread_shown]
    return Learning(
        name, text, curve(training.history, training.reference_history), training.confusion, training.misread, digits
    )


def _block(
    task: TaskResult,
    waits: bool,
    explained: dict[object, int],
    every: str,
    files: Sequence[str],
    say: Say,
    changes: list[GradeLine],
) -> Block:
    voided = [test for test in task.tests if test.void is not UNSET]
    tests = [test for test in task.tests if test.void is UNSET]
    groups: dict[object, list[TestResult]] = {}
    for test in tests:
        if test.outcome != "passed" and not every:
            groups.setdefault(reason_of(test) or test.id, []).append(test)
    failures = []
    for cause, (first, *others) in groups.items():
        told = explained.setdefault(cause, task.number)
        cost = plain(first.cost) if first.cost else ""
        again = told if told != task.number else 0
        line = anchor(first, files)
        failures.append(Failure(first, others, cost, again, line, _shades(first, say)))
    outcome = "not_run" if waits else outcome_of(task)
    passed = [test for test in tests if test.outcome == "passed"]
    work = [_work(test, test.shown) for test in passed if test.shown]
    tenths = max(0, min(10, int(10 * task.score / task.max_score))) if task.max_score else 10
    return Block(task, MARKS[outcome][0], outcome, tenths, waits, voided, changes, failures, passed, work)


def _shades(test: TestResult, say: Say) -> Shades | None:
    if not (shown := test.picture):
        return None
    rows, columns = wrong_places(shown.wrong, shown.columns)
    told = say(
        "report.wrong_places",
        n=shown.wrong.count("1"),
        all=len(shown.wrong),
        rows=ranges(rows),
        columns=ranges(columns),
    )
    return Shades(
        expected=picture(shown.expected, shown.columns),
        yours=picture(shown.yours, shown.columns),
        wrong=picture(shown.wrong.replace("1", "n"), shown.columns, grey=True) if "0" in shown.wrong else "",
        columns=shown.columns,
        told=told,
    )


def _work(test: TestResult, shown: Shown) -> PassedPicture:
    return PassedPicture(picture(shown.shades, shown.columns), shown.columns, test.claim)


def _digit(shown: Misread, say: Say) -> tuple[str, str]:
    answer = say("report.none") if shown.answer < 0 else str(shown.answer)
    return picture(shown.shades, shown.columns, grey=True), say("report.read_as", label=shown.label, answer=answer)
