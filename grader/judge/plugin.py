"""The pytest plugin that gives a suite its fixtures and turns what happens into outcomes.

It runs in the judge alone. A test passes only if pytest says that its body ran to the end; skips, expected failures and
errors of the suite itself are faults of the grader, never a pass and never the student's loss.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import traceback
from collections.abc import Callable, Collection, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest import TestCase

import msgspec
import numpy as np
import pytest
from msgspec import UNSET, Struct, UnsetType

from grader.course.data import Data, catalogue
from grader.course.facts import Runtime
from grader.course.lessons import Lesson
from grader.judge import properties
from grader.judge.asserted import compared, told_there
from grader.judge.budget import Budget, Spent
from grader.judge.checks import lenient
from grader.judge.checks.compare import Words, words
from grader.judge.checks.pictures import shown
from grader.judge.checks.show import apart, escape
from grader.judge.claims import claim_of
from grader.judge.draw import Draw
from grader.judge.marks import MARK, after_due, case_of, number_cases, points_of, task_of, unfit, void_of
from grader.judge.messages import Job
from grader.judge.places import place_of_error
from grader.judge.remote.at_import import AtImport, frame_text, line_of, missing_module, notes_of, packages_text
from grader.judge.remote.call_text import RecordedCall, calls_text
from grader.judge.remote.errors import Mismatch, NotRun, NotWritten, Setback, Stalled, StudentError, TimedOut
from grader.judge.remote.exchange import Exchange
from grader.judge.remote.student import Desk, Student
from grader.judge.remote.tools import WorkerTools
from grader.judge.submitted import Submitted
from grader.judge.where import defined_at
from grader.scorecard import Metric, Shown, TestResult, Training, Where
from grader.sentences import Part, Text, own, said, text
from grader.wire.channel import MiB
from grader.wire.messages import WITHOUT, Raised
from grader.wire.torch_if_loaded import torch

if TYPE_CHECKING:
    from grader.judge.training.training import Trainer

__all__ = [
    "EXPLAINED",
    "STARTED",
    "ResultRecord",
    "SuitePlugin",
    "crash_lines",
    "draws_of",
    "not_written",
    "worker_seed",
]

EXPLAINED = {"failed", "crashed", "timed_out"}
LARGE = 1 << 20  # bytes of an answer that is no longer looked at for what it is
SMALL, FEW_CALLS = 1 << 18, 500  # bytes and calls of a passed test that is kept: it may refute an idea
KEPT_REPLIES = 2  # times reply_mb: what is kept of all answers of one submission
FOR_A_TEST_CASE = ("student", "worker", "data", "score")  # fixtures that a unittest.TestCase has as attributes
STARTED = re.compile(r"(?P<name>[\w.]{1,200}): start with task (?P<task>\d{1,9})")  # as authoring/stub.py writes it


class ResultRecord(Struct):
    """One test's result before it goes on the scorecard, with what explains it.

    call: the last one. values: what was expected and what came, where the two were compared. probes: what the suite saw.
    """

    task: int
    result: TestResult
    transcript: list[Exchange]
    operations: dict[str, int]
    call: RecordedCall | None = None
    values: tuple[Any, Any] | None = None
    raised: Raised | None = None
    probes: list[str] = []


class SuitePlugin:
    def __init__(
        self, lesson: Lesson, desk: Desk, job: Job, budget: Budget, only: Collection[str] | None = None
    ) -> None:
        """only: the names of the tests to run; all by default."""
        self.lesson = lesson
        self.only = only
        self.reasons = job.reasons  # by a name that may be missed, why it is not there
        self.packages = job.packages
        self.budget = budget
        self.desk = desk
        self.draws = draws_of(job, lesson.runtime)
        self.submission = hashlib.sha256(msgspec.msgpack.encode(sorted(job.files.items()))).hexdigest()
        self.tasks = job.tasks
        self.without = job.without
        self.device = job.device
        self.after_due = job.after_due
        self.taken: dict[lenient.Form, set[int]] = {}  # forms that were not asked and cost nothing, with their tasks
        self.withheld = 0  # tests that run only after the deadline
        self.trainings: list[Training] = []
        self.records: list[ResultRecord] = []
        self._kept_bytes = 0
        self._shown: Shown | UnsetType = UNSET
        self._probes: list[str] = []
        self._metric: Metric | UnsetType = UNSET
        self._earned: tuple[Decimal, Part] | None = None  # a share of the test's points, and why it is not all
        self.faults: list[str] = []
        self.strange: list[str] = []
        self._unreadable = ""
        self.incomplete = False
        self.collected: list[str] = []
        self.data_sets = Data(catalogue(lesson.root), lesson.runtime)

    # What a test may ask for.

    @pytest.fixture
    def student(self) -> Student:
        return Student(self.desk)

    @pytest.fixture
    def worker(self) -> WorkerTools:
        return WorkerTools(self.desk)

    @pytest.fixture
    def draw(self, request: pytest.FixtureRequest) -> Draw:
        return self.draws.branch(request.node.name, "inputs")

    @pytest.fixture
    def data(self) -> Data:
        return self.data_sets

    @pytest.fixture
    def training(self, request: pytest.FixtureRequest) -> Trainer:
        if self.lesson.runtime != "torch":
            raise RuntimeError(
                f'the fixture training needs PyTorch, and the lesson has runtime = "{self.lesson.runtime}"'
            )
        from grader.judge.training.training import Trainer

        name = request.node.name
        # Of each submission's own: what an earlier one has seen and told, on a scorecard of the same class, is of no use to it.
        draw = self.draws.branch(name, "training", self.submission)
        return Trainer(self.desk, self.lesson, self.data_sets, draw, name, self.device, self.trainings)

    @pytest.fixture
    def show(self) -> Callable[[torch.Tensor | np.ndarray], None]:
        """Put a matrix that is known to be right onto the scorecard, for the student to look at."""

        def show(matrix: torch.Tensor | np.ndarray) -> None:
            self._shown = shown(matrix)

        return show

    @pytest.fixture
    def probe(self) -> Callable[[str, bool], None]:
        """Note that a property of wrong answers holds here; it is told if the test fails. Named in probes.toml, or as a misconception is."""

        def probe(name: str, holds: bool) -> None:
            if name not in self.lesson.seen:
                raise KeyError(f"probes.toml has no {name}, and no misconception has this name")
            if holds is True:
                self._probes.append(name)

        return probe

    @pytest.fixture
    def score(self) -> Callable[[float | str, Words], None]:
        """`score(0.5, "only half of ...")`: this share of the test's points is earned, whatever comes after it."""

        def score(share: float | str, why: Words = "") -> None:
            earned = Decimal(str(share))
            if not 0 <= earned <= 1:
                raise ValueError(f"score takes a share from 0 to 1, not {share}")
            self._earned = earned, words(why)

        return score

    @pytest.fixture
    def submitted(self, score: Callable[[float | str, Words], None]) -> Iterator[Submitted]:
        def note(metric: Metric) -> None:
            self._metric = metric

        files = Submitted(self.desk, self.lesson, score, note)
        yield files
        files.close()

    @pytest.fixture
    def tmp_path(self) -> Iterator[Path]:
        with TemporaryDirectory() as folder:
            yield Path(folder)

    @pytest.fixture(autouse=True)
    def _begin(self, request: pytest.FixtureRequest) -> None:
        self._shown = UNSET
        self._probes = []
        lenient.begin()
        self._earned = None
        self._metric = UNSET
        functions = self.lesson.task(task_of(request.node)).functions
        forbidden = self.lesson.task(task_of(request.node)).forbidden
        self.desk.begin(worker_seed(self.draws, request.node.name), frozenset(functions if forbidden else ()))
        if properties.is_property(request.node):
            seed = self.draws.branch(request.node.name, "properties").seed()
            properties.prepare(request.node, seed, self.desk, self.budget)
        if isinstance(request.instance, TestCase):
            for name in FOR_A_TEST_CASE:
                setattr(request.instance, name, request.getfixturevalue(name))

    # What pytest tells.

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", MARK)

    def pytest_exception_interact(
        self, call: pytest.CallInfo[Any], report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        if isinstance(report, pytest.CollectReport) and call.excinfo:
            error = call.excinfo.value.__cause__ or call.excinfo.value
            place = place_of_error(error, self.lesson.suite_files[0].parent)
            self._unreadable = f"{place or report.nodeid}: {type(error).__name__}: {getattr(error, 'msg', error)}"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(f"the suite cannot be read: {self._unreadable}\n{report.longreprtext[-2000:]}")
        elif report.skipped:
            self.faults.append(f"the suite skips tests: {report.nodeid}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.faults += [reason for item in items if (reason := unfit(item, self.lesson))]
        self.faults += self._without_tests(items) if items else []
        names = [item.name for item in items]
        self.faults += [f"two tests are called {name}" for name in sorted({n for n in names if names.count(n) > 1})]
        if self.faults:
            items.clear()
        number_cases(items)
        if self.only is not None:
            items[:] = [item for item in items if item.name in self.only]
        if not self.after_due:
            self.withheld = sum(map(after_due, items))
            items[:] = [item for item in items if not after_due(item)]
        if self.tasks:
            items[:] = [item for item in items if task_of(item) in self.tasks]
        items[:] = [item for item in items if item.name not in self.without]
        self.collected = [item.name for item in items]

    def _without_tests(self, items: list[pytest.Item]) -> list[str]:
        """Tasks that nothing would ever give points for. A public suite need not have a test of each."""
        if not self.lesson.has_hidden_suite:
            return []
        tested = set(map(task_of, items))
        tasks = [task for task in self.lesson.facts.tasks if not self.tasks or task.number in self.tasks]
        return [
            f'task {task.number} has no test: write one, give the task `graded = "by hand"`, or take it out of lesson.toml'
            for task in tasks
            if task.number not in tested and not task.by_hand
        ]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self) -> Iterator[None]:
        """Fixtures may call student code as well; once the time is used up, the test itself says so."""
        with contextlib.nullcontext() if self.budget.spent else self.budget.charged():
            yield

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        with self.budget.test():
            yield

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        item.repr_failure = lambda excinfo: ""  # type: ignore[assignment, method-assign, misc]  # costly, and never read
        outcome: Any = yield
        report = outcome.get_result()
        if call.when == "call" or report.failed or report.skipped:
            self._add(item, call, report)

    def _add(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        error = properties.cause_of(call.excinfo.value) if call.excinfo else None
        task = task_of(item)
        void = void_of(item)
        points = Decimal(0) if void == "out" else points_of(item)
        drawn = "draw" in item.fixturenames  # type: ignore[attr-defined]
        values: tuple[Any, Any] | None = None
        if error is None and not report.passed:
            error = RuntimeError(f"the suite marks the test as {report.outcome}")
        earned, why_less = self._earned or (Decimal(error is None), "")
        if error is None:
            for form in lenient.taken():
                self.taken.setdefault(form, set()).add(task)
            facts: dict[str, Any] = {"outcome": "passed" if earned == 1 else "failed", "shown": self._shown}
            texts: dict[str, Part] = {} if earned == 1 else {"message": why_less or text("test.in_part")}
        elif isinstance(error, Mismatch | Setback | AssertionError):
            facts, texts, values = self._explained_failure(error, drawn)
            if why := self._why(error):
                told = texts["message"]
                texts["message"] = [*(told if isinstance(told, list) else [_line(told)]), *why]
            texts["read"] = text("test.read", lesson=self.lesson.name, task=task)
            facts["where"] = self._where(facts.get("lines", UNSET), error.line if isinstance(error, TimedOut) else 0)
        else:
            place = place_of_error(error, self.lesson.suite_files[0].parent)
            facts, texts = {"outcome": "grader_fault"}, {"message": _fault(error, place)}
            # What the machine refuses is no student's doing, and no answer takes a name from the suite: an empty one may leave it unbound.
            if type(error) is not NameError and not isinstance(error, OSError):
                self.strange.append(item.name)
        claim = claim_of(item.function.__doc__, self.lesson.known_languages)  # type: ignore[attr-defined]
        if case := case_of(item):
            claim = text("test.case", claim=claim, n=case[0], all=case[1])
        if facts["outcome"] == "grader_fault":
            earned = Decimal(0)
        result = TestResult(
            id=item.name,
            points=points if void else _part_of(points, earned),
            max_points=points,
            seconds=round(call.duration, 6),
            void=void or UNSET,
            metric=self._metric,
            **facts,
            **said(claim=claim, **texts),
        )
        raised = error.raised if isinstance(error, StudentError) else None
        transcript = self._kept_transcript(result.outcome)
        operations = {name: self._own_line(line) for name, line in self.desk.operations.items()}
        self._keep(ResultRecord(task, result, transcript, operations, self.desk.last, values, raised, self._probes))

    def _keep(self, record: ResultRecord) -> None:
        """One record for each test: of its parts, such as what follows it and a TestCase's subtests, the first that did not pass."""
        for place, known in enumerate(self.records):
            if known.result.id == record.result.id:
                if known.result.outcome == "passed":
                    self.records[place] = record
                return
        self.records.append(record)

    def _explained_failure(
        self, error: BaseException, drawn: bool
    ) -> tuple[dict[str, Any], dict[str, Part], tuple[Any, Any] | None]:
        """What a failed test says, and the two values that it compared; less of it where the answers cannot be put into words."""
        try:
            with self.budget.charged():
                values = self._values(error)
                return *_failure(error, self.desk, drawn, self.lesson, values), values
        except Spent as spent:
            return {"outcome": "crashed"}, {"message": spent.said}, None
        except Exception as unprintable:  # the test has failed: that it cannot be told why is no fault that a submission could wish for
            traceback.print_exc()
            return {"outcome": "failed"}, {"message": text("test.unusable", error=type(unprintable).__name__)}, None

    def _kept_transcript(self, outcome: str) -> list[Exchange]:
        """What the diagnosis will need: of failed tests, and of the first of those where the answers are huge; of passed ones that are small."""
        link = self.desk.link
        if self.desk.unexplained:
            return []
        if outcome not in EXPLAINED:
            small = outcome == "passed" and link.transcript_bytes <= SMALL and len(link.transcript) <= FEW_CALLS
            return link.transcript if small else []
        self._kept_bytes += link.transcript_bytes
        return link.transcript if self._kept_bytes <= KEPT_REPLIES * link.limits.reply_mb * MiB else []

    def _where(self, lines: list[int] | UnsetType, seen: int) -> Where | UnsetType:
        """lines: that an exception passed. seen: at which the time was over."""
        link = self.desk.link
        if self.desk.unexplained:
            return UNSET
        found = defined_at(link.files.get(link.main, b""), self.desk.last.text) if self.desk.last else 0
        line = lines[-1] if lines else self._own_line(seen) or found
        return Where(file=link.main, line=line) if line else UNSET

    def _own_line(self, line: int) -> int:
        """A line number that the worker sent; 0 where the main file has no such line."""
        link = self.desk.link
        return line if line <= link.files.get(link.main, b"").count(b"\n") + 1 else 0

    def _values(self, error: BaseException) -> tuple[Any, Any] | None:
        """What was expected and what came, where a check or an assertion compared the two; not what would fill the judge's memory."""
        values = None
        if isinstance(error, Mismatch):
            values = error.values
        elif isinstance(error, AssertionError):
            values = compared(error, str(self.lesson.suite_files[0].parent), self.desk.answer)
        return values if values and not any(map(_is_large, values)) else None

    def _why(self, error: BaseException) -> list[Text]:
        """What the import, or what was handed in, says of a name that is not there or a value of another dtype."""
        imported = self.desk.link.imported or AtImport()
        if isinstance(error, NotWritten) and error.raised.type == "MissingName":
            name = re.split(r"[.(\[]", self.desk.last.text if self.desk.last else "")[0]
            why = [self.reasons[name]] if name in self.reasons else []
            return why or notes_of(AtImport(imported.stops[:2]), ())
        if isinstance(error, StudentError) and (module := missing_module(error.raised)):
            return [self.reasons.get(f"module {module}") or packages_text(module, self.packages)]
        if isinstance(error, Mismatch) and isinstance(error.message, Text) and error.message.id == "check.wrong_dtype":
            changed = [each for each in imported.changed if each.startswith("default dtype")]
            return [text("import.switched", what=escape(each, 80)) for each in changed]
        return []

    def notes(self) -> list[Text]:
        """What a student should know of how the file was imported."""
        own = [name.removeprefix("module ") for name in self.reasons]
        forms = [
            text(f"lenient.{form}", n=len(tasks), tasks=", ".join(map(str, sorted(tasks))))
            for form, tasks in sorted(self.taken.items())
        ]
        return [*notes_of(self.desk.link.imported or AtImport(), self.packages, own), *forms]


def draws_of(job: Job, runtime: Runtime = "torch") -> Draw:
    """All that a run draws, in what the lesson works with."""
    return Draw(job.secret_key, runtime).branch(job.seed)


def worker_seed(draws: Draw, test: str) -> int:
    """What the worker's own random numbers start from in a test. It crosses to the worker, so nothing else comes of it."""
    return draws.branch(test, "worker").seed()


def _part_of(points: Decimal, share: Decimal) -> Decimal:
    """A share of the points, to the second digit where it is no short number by itself."""
    if share in (0, 1):
        return points if share else Decimal(0)
    step = Decimal(1).scaleb(min(-2, int(points.as_tuple().exponent)))
    return Decimal(f"{(points * share).quantize(step, ROUND_HALF_UP).normalize():f}")


def _is_large(value: Any) -> bool:
    return isinstance(value, torch.Tensor | np.ndarray) and value.nbytes > LARGE


def _failure(
    error: BaseException, desk: Desk, drawn: bool, lesson: Lesson, values: tuple[Any, Any] | None
) -> tuple[dict[str, Any], dict[str, Part]]:
    """Outcome and texts of a test that did not pass. values: what was expected and what came, where that is known."""
    facts: dict[str, Any] = {"outcome": "failed"}
    texts: dict[str, Part] = {}
    if desk.last:
        texts["call"] = calls_text(desk.calls, desk.last)
    if isinstance(error, Mismatch):
        expected, yours = (error.expected, error.yours) if drawn or not error.all_of_it else error.all_of_it
        texts |= {"message": error.message, "expected": expected, "yours": yours, "hint": error.hint}
        facts["picture"] = error.picture or UNSET
    elif isinstance(error, NotWritten):
        facts["outcome"], texts["message"] = "not_run", not_written(error, desk)
    elif isinstance(error, StudentError):
        lines = [line for frame in error.raised.frames if (line := line_of(frame, desk.link.cells))]
        facts |= {"outcome": "crashed", "lines": lines or UNSET}
        texts["message"] = crash_lines(error, lesson)
    elif isinstance(error, Setback):
        outcomes = {TimedOut: "timed_out", NotRun: "not_run"}
        facts["outcome"], texts["message"] = outcomes.get(type(error), "crashed"), error.said
    else:
        said_there = told_there(error, str(lesson.suite_files[0].parent))
        texts["message"] = own(said_there) if said_there else text("test.condition")
        if values:
            texts["expected"], texts["yours"] = apart(*values)
    return facts, {name: part for name, part in texts.items() if part != ""}


def _fault(error: BaseException, place: str) -> Text:
    """place: where in the suite it was raised, if it was there."""
    if isinstance(error, Stalled):
        return error.said
    where = f" ({place})" if place else ""
    return text("test.fault", type=type(error).__name__, said=f"{str(error)[:2000]}{where}")


def not_written(error: NotWritten, desk: Desk) -> Text:
    """What is still to be written, or how the name is spelt that is missed."""
    if error.raised.type == "NotImplementedError":
        raised = escape(error.raised.message, 200)
        if started := STARTED.fullmatch(raised):
            return text("test.start_with", name=started["name"], task=started["task"])
        return text("test.not_written", said=raised) if raised else text("test.not_written_yet")
    name = desk.last.text if desk.last else text("test.the_function")
    if not error.message:
        return text("test.no_name_at_all", name=name)
    return text("test.no_name", name=name, defined=error.message)


def crash_lines(error: StudentError, lesson: Lesson) -> list[str | Text]:
    """The exception and the student's own lines, innermost last."""
    raised = error.raised
    absent = [name for name in lesson.without if raised.message == WITHOUT.format(name)]
    if raised.type == "ModuleNotFoundError" and absent:
        lines: list[str | Text] = [text("test.without", package=absent[0])]
    else:
        lines = [f"{escape(raised.type, 80)}: {escape(raised.message, 500)}".rstrip(": ")]
    return [*lines, *map(frame_text, raised.frames)]


def _line(part: Part) -> str | Text:
    return part if isinstance(part, str | Text) else str(part)
