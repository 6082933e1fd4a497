"""The pytest plugin that gives a suite its fixtures and turns what happens into outcomes.

It runs in the judge alone. A test passes only if pytest says that its body ran to the end; skips, expected failures and
errors of the suite itself are faults of the grader, never a pass and never the student's loss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pytest
import torch
from msgspec import UNSET, Struct, UnsetType

from grader.course.data import Data, catalogue
from grader.course.lessons import Lesson
from grader.judge.checks.pictures import shown
from grader.judge.checks.show import escape
from grader.judge.claims import claim_of
from grader.judge.draw import Draw, test_seed
from grader.judge.remote.call_text import RecordedCall, calls_text
from grader.judge.remote.errors import Mismatch, NotRun, NotWritten, Setback, Stalled, StudentError, TimedOut
from grader.judge.remote.exchange import Exchange
from grader.judge.remote.student import Desk, Student
from grader.judge.remote.tools import WorkerTools
from grader.judge.training.training import Trainer
from grader.scorecard import Shown, TestResult, Training
from grader.wire.channel import MiB
from grader.wire.messages import Raised

__all__ = ["EXPLAINED", "Record", "SuitePlugin"]

EXPLAINED = {"failed", "crashed", "timed_out"}
SMALL, FEW_CALLS = 1 << 18, 500  # bytes and calls of a passed test that is kept: it may refute an idea
KEPT_REPLIES = 2  # times reply_mb: what is kept of all answers of one submission
MOST_LINES = 1_000_000  # no submission has more
READ = {"en": "Task", "zh": "任务"}


class Record(Struct):
    """One test's result before it goes on the scorecard, with what explains it.

    call: the last one. values: what was expected and what came, where the two were compared. probes: what the suite saw.
    """

    task: int
    result: TestResult
    transcript: list[Exchange]
    operations: list[str]
    call: RecordedCall | None = None
    values: tuple[Any, Any] | None = None
    raised: Raised | None = None
    probes: list[str] = []


class SuitePlugin:
    def __init__(
        self, lesson: Lesson, desk: Desk, seed: int, language: str, tasks: list[int], device: str = "cpu"
    ) -> None:
        self.lesson = lesson
        self.desk = desk
        self.seed = seed
        self.language = language
        self.tasks = tasks
        self.device = device
        self.trainings: list[Training] = []
        self.records: list[Record] = []
        self._kept_bytes = 0
        self._shown: Shown | UnsetType = UNSET
        self._probes: list[str] = []
        self.faults: list[str] = []
        self.strange: list[str] = []
        self.incomplete = False
        self.collected: list[str] = []
        self.data_sets = Data(catalogue(lesson.root))

    # What a test may ask for.

    @pytest.fixture
    def student(self) -> Student:
        return Student(self.desk)

    @pytest.fixture
    def worker(self) -> WorkerTools:
        return WorkerTools(self.desk)

    @pytest.fixture
    def draw(self, request: pytest.FixtureRequest) -> Draw:
        return Draw(test_seed(self.seed, request.node.name))

    @pytest.fixture
    def data(self) -> Data:
        return self.data_sets

    @pytest.fixture
    def training(self, request: pytest.FixtureRequest) -> Trainer:
        name = request.node.name
        draw = Draw(test_seed(self.seed, f"training:{name}"))
        return Trainer(self.desk, self.lesson, self.data_sets, draw, name, self.device, self.trainings)

    @pytest.fixture
    def show(self) -> Callable[[torch.Tensor | np.ndarray], None]:
        """Put a matrix that is known to be right onto the scorecard, for the student to look at."""

        def show(matrix: torch.Tensor | np.ndarray) -> None:
            self._shown = shown(torch.as_tensor(matrix))

        return show

    @pytest.fixture
    def probe(self) -> Callable[[str, bool], None]:
        """Note that a property of wrong answers, named in probes.toml, holds here; it is told if the test fails."""

        def probe(name: str, holds: bool) -> None:
            if name not in self.lesson.probes:
                raise KeyError(f"probes.toml has no {name}")
            if holds is True:
                self._probes.append(name)

        return probe

    @pytest.fixture(autouse=True)
    def _begin(self, request: pytest.FixtureRequest) -> None:
        self._shown = UNSET
        self._probes = []
        functions = self.lesson.task(task_of(request.node)).functions
        forbidden = self.lesson.task(task_of(request.node)).forbidden
        self.desk.begin(test_seed(self.seed, f"worker:{request.node.name}"), frozenset(functions if forbidden else ()))

    # What pytest tells.

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "task(number, points=1): the task of the lesson that a test belongs to")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(f"the suite cannot be read: {report.longreprtext[-2000:]}")
        elif report.skipped:
            self.faults.append(f"the suite skips tests: {report.nodeid}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if reason := _unfit(item, self.lesson):
                self.faults.append(f"{item.name}: {reason}")
        names = [item.name for item in items]
        self.faults += [f"two tests are called {name}" for name in sorted({n for n in names if names.count(n) > 1})]
        if self.faults:
            items.clear()
        if self.tasks:
            items[:] = [item for item in items if task_of(item) in self.tasks]
        self.collected = [item.name for item in items]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        item.repr_failure = lambda excinfo: ""  # type: ignore[assignment, method-assign, misc]  # costly, and never read
        outcome: Any = yield
        report = outcome.get_result()
        if call.when == "call" or report.failed or report.skipped:
            self._add(item, call, report)

    def _add(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        error = call.excinfo.value if call.excinfo else None
        task = task_of(item)
        points = points_of(item)
        drawn = "draw" in item.fixturenames  # type: ignore[attr-defined]
        if error is None and not report.passed:
            error = RuntimeError(f"the suite marks the test as {report.outcome}")
        if error is None:
            fields: dict[str, Any] = {"outcome": "passed", "shown": self._shown}
        elif isinstance(error, Mismatch | Setback | AssertionError):
            fields = _failure(error, self.desk, drawn)
            fields["read"] = f'exercises/{self.lesson.name}/{self._handout()}, "{READ[self.language]} {task}"'
        else:
            said = str(error) if isinstance(error, Stalled) else f"{type(error).__name__} in the suite: {error}"
            fields = {"outcome": "grader_fault", "message": said[:2000]}
            if not isinstance(error, OSError):  # what the machine refuses is no student's doing
                self.strange.append(item.name)
        result = TestResult(
            id=item.name,
            claim=claim_of(item.function.__doc__, self.language),  # type: ignore[attr-defined]
            points=points if fields["outcome"] == "passed" else Decimal(0),
            max_points=points,
            seconds=round(call.duration, 6),
            **fields,
        )
        values = error.values if isinstance(error, Mismatch) else None
        raised = error.raised if isinstance(error, StudentError) else None
        transcript = self._kept_transcript(result.outcome)
        operations = sorted(self.desk.operations)
        self.records.append(Record(task, result, transcript, operations, self.desk.last, values, raised, self._probes))

    def _kept_transcript(self, outcome: str) -> list[Exchange]:
        """What the diagnosis will need: of failed tests, and of the first of those where the answers are huge; of passed ones that are small."""
        link = self.desk.link
        if outcome not in EXPLAINED:
            small = outcome == "passed" and link.transcript_bytes <= SMALL and len(link.transcript) <= FEW_CALLS
            return link.transcript if small else []
        self._kept_bytes += link.transcript_bytes
        return link.transcript if self._kept_bytes <= KEPT_REPLIES * link.limits.reply_mb * MiB else []

    def _handout(self) -> str:
        return "README.zh.md" if self.language == "zh" else "README.md"


def task_of(item: pytest.Item) -> int:
    mark = item.get_closest_marker("task")
    return mark.args[0] if mark and mark.args else 0


def points_of(item: pytest.Item) -> Decimal:
    mark = item.get_closest_marker("task")
    return Decimal(str(mark.kwargs.get("points", 1) if mark else 0))


def _unfit(item: pytest.Item, lesson: Lesson) -> str:
    """Why a test cannot be scored."""
    try:
        if task_of(item) not in {task.number for task in lesson.facts.tasks}:
            return "it needs @pytest.mark.task(N) with a task of lesson.toml"
        if not points_of(item).is_finite() or points_of(item) <= 0:
            return "its points are not positive"
    except InvalidOperation:
        return "its points are not a number"
    if item.get_closest_marker("skip") or item.get_closest_marker("skipif") or item.get_closest_marker("xfail"):
        return "a hidden test must not be skipped or expected to fail"
    return "" if (getattr(getattr(item, "function", None), "__doc__", "")) else "it needs a docstring, its claim"


def _failure(error: BaseException, desk: Desk, drawn: bool) -> dict[str, Any]:
    """Outcome and texts of a test that did not pass."""
    fields: dict[str, Any] = {}
    if desk.last:
        fields["call"] = calls_text(desk.calls, desk.last, drawn=drawn)
    if isinstance(error, Mismatch):
        expected, yours = (error.expected, error.yours) if drawn or not error.all_of_it else error.all_of_it
        fields |= {
            "outcome": "failed",
            "message": error.message,
            "expected": expected,
            "yours": yours,
            "hint": error.hint,
            "picture": error.picture or UNSET,
        }
    elif isinstance(error, NotWritten):
        fields |= {"outcome": "not_run", "message": _not_written(error, desk)}
    elif isinstance(error, StudentError):
        lines = [frame.line for frame in error.raised.frames if 0 < frame.line <= MOST_LINES]
        fields |= {"outcome": "crashed", "message": _crash(error), "lines": lines or UNSET}
    elif isinstance(error, Setback):
        outcomes = {TimedOut: "timed_out", NotRun: "not_run"}
        fields |= {"outcome": outcomes.get(type(error), "crashed"), "message": str(error)}
    else:
        fields |= {"outcome": "failed", "message": str(error).split("\n")[0] or "the test's condition does not hold"}
    return {key: value for key, value in fields.items() if value not in ("", UNSET)}


def _not_written(error: NotWritten, desk: Desk) -> str:
    if error.raised.type == "NotImplementedError":
        said = escape(error.raised.message, 200)
        return f"Not written yet: {said}" if said else "Not written yet."
    name = desk.last.text if desk.last else "the function"
    defined = f" It defines: {error.message}." if error.message else " It defines nothing."
    return f"Your file has no `{name}`; the name must be spelt exactly so.{defined}"


def _crash(error: StudentError) -> str:
    """The exception and the student's own lines, innermost last."""
    raised = error.raised
    lines = [f"{escape(raised.type, 80)}: {escape(raised.message, 500)}".rstrip(": ")]
    for frame in raised.frames:
        where = f" in {escape(frame.function, 80)}" if frame.function not in ("", "<module>") else ""
        lines.append(f"  line {frame.line}{where}: {escape(frame.source.strip(), 160)}")
    return "\n".join(lines)
