"""One submission under one suite: what its tests share, and the record of each."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from grader.course.data import Data, catalogue
from grader.course.lessons import Lesson
from grader.judge import properties
from grader.judge.budget import Budget, Spent
from grader.judge.checks import lenient
from grader.judge.claims import claim_of
from grader.judge.failures import failure, fault, values_of, why
from grader.judge.marks import after_due, case_of, points_of, task_of, void_of
from grader.judge.messages import Job
from grader.judge.places import place_of_error
from grader.judge.records import EXPLAINED, ResultRecord, draws_of, worker_seed
from grader.judge.remote.at_import import AtImport, notes_of
from grader.judge.remote.errors import Mismatch, Setback, StudentError, TimedOut
from grader.judge.remote.exchange import Exchange, digest_of
from grader.judge.remote.student import Desk
from grader.judge.where import defined_at
from grader.scorecard import Metric, Shown, TestResult, Training, Where
from grader.sentences import Line, Part, Text, said, text
from grader.wire.channel import MiB

__all__ = ["GRADING", "Grading", "grading_of"]

SMALL, FEW_CALLS = 1 << 18, 500  # bytes and calls of a passed test that is kept: it may refute an idea
KEPT_REPLIES = 2  # times reply_mb: what is kept of all answers of one submission


class Grading:
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
        self.asked: dict[str, str] | None = (
            {} if job.asked else None
        )  # by a test's name, of what it asked and was answered
        self.taken: dict[lenient.Form, set[int]] = {}  # forms that were not asked and cost nothing, with their tasks
        self.withheld = 0  # tests that run only after the deadline
        self.trainings: list[Training] = []
        self.records: list[ResultRecord] = []
        self._kept_bytes = 0
        self.shown: Shown | UnsetType = UNSET
        self.probes: list[str] = []
        self.metric: Metric | UnsetType = UNSET
        self.earned: tuple[Decimal, Part] | None = None  # a share of the test's points, and why it is not all
        self.faults: list[Line] = []
        self.strange: list[str] = []
        self.incomplete = False
        self.collected: list[str] = []
        self.data_sets = Data(catalogue(lesson.root), lesson.runtime)

    def chosen(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """Those of the suite's tests that are run here."""
        if self.only is not None:
            items = [item for item in items if item.name in self.only]
        if not self.after_due:
            self.withheld = sum(map(after_due, items))
            items = [item for item in items if not after_due(item)]
        if self.tasks:
            items = [item for item in items if task_of(item) in self.tasks]
        items = [item for item in items if item.name not in self.without]
        self.collected = [item.name for item in items]
        return items

    def begin(self, item: pytest.Item) -> None:
        """A test: nothing that the one before it left is said of it."""
        self.shown = UNSET
        self.probes = []
        self.earned = None
        self.metric = UNSET
        lenient.begin()
        task = self.lesson.task(task_of(item))
        self.desk.begin(worker_seed(self.draws, item.name), frozenset(task.functions if task.forbidden else ()))
        if properties.is_property(item):
            seed = self.draws.branch(item.name, "properties").seed()
            properties.prepare(item, seed, self.desk, self.budget)

    def add(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        """What became of the test, or of its setup."""
        error = properties.cause_of(call.excinfo.value) if call.excinfo else None
        task = task_of(item)
        void = void_of(item)
        points = Decimal(0) if void == "out" else points_of(item)
        drawn = "draw" in item.fixturenames  # type: ignore[attr-defined]
        values: tuple[Any, Any] | None = None
        if error is None and not report.passed:
            error = RuntimeError(f"the suite marks the test as {report.outcome}")
        earned, why_less = self.earned or (Decimal(error is None), "")
        if error is None:
            for form in lenient.taken():
                self.taken.setdefault(form, set()).add(task)
            facts: dict[str, Any] = {"outcome": "passed" if earned == 1 else "failed", "shown": self.shown}
            texts: dict[str, Part] = {} if earned == 1 else {"message": why_less or text("test.in_part")}
        elif isinstance(error, Mismatch | Setback | AssertionError):
            facts, texts, values = self._explained_failure(error, drawn)
            if because := why(error, self.desk, self.reasons, self.packages):
                told = texts["message"]
                texts["message"] = [*(told if isinstance(told, list) else [_line(told)]), *because]
            texts["read"] = text("test.read", lesson=self.lesson.name, task=task)
            facts["where"] = self._where(facts.get("lines", UNSET), error.line if isinstance(error, TimedOut) else 0)
        else:
            place = place_of_error(error, self.lesson.suite_files[0].parent)
            facts, texts = {"outcome": "grader_fault"}, {"message": fault(error, place)}
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
            metric=self.metric,
            **facts,
            **said(claim=claim, **texts),
        )
        if self.asked is not None:
            self.asked[item.name] = digest_of(self.desk.link.transcript)
        raised = error.raised if isinstance(error, StudentError) else None
        transcript = self._kept_transcript(result.outcome)
        operations = {name: self._own_line(line) for name, line in self.desk.operations.items()}
        self._keep(ResultRecord(task, result, transcript, operations, self.desk.last, values, raised, self.probes))

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
                values = values_of(error, self.desk, self.lesson)
                return *failure(error, self.desk, drawn, self.lesson, values), values
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

    def notes(self) -> list[Text]:
        """What a student should know of how the file was imported."""
        own = [name.removeprefix("module ") for name in self.reasons]
        forms = [
            text(f"lenient.{form}", n=len(tasks), tasks=", ".join(map(str, sorted(tasks))))
            for form, tasks in sorted(self.taken.items())
        ]
        return [*notes_of(self.desk.link.imported or AtImport(), self.packages, own), *forms]


GRADING: pytest.StashKey[Grading] = pytest.StashKey()  # of the session's config


def grading_of(node: pytest.Item) -> Grading:
    return node.config.stash[GRADING]


def _part_of(points: Decimal, share: Decimal) -> Decimal:
    """A share of the points, to the second digit where it is no short number by itself."""
    if share in (0, 1):
        return points if share else Decimal(0)
    step = Decimal(1).scaleb(min(-2, int(points.as_tuple().exponent)))
    return Decimal(f"{(points * share).quantize(step, ROUND_HALF_UP).normalize():f}")


def _line(part: Part) -> str | Text:
    return part if isinstance(part, str | Text) else str(part)
