"""Grades submissions one after the other with a judge and a sandbox that stay warm."""

from __future__ import annotations

import contextlib
import datetime
import importlib.metadata
import os
import platform
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import TracebackType

from msgspec import UNSET

import grader
from grader.course import Lesson
from grader.errors import GraderFault, SandboxError
from grader.judge.messages import Graded, Job, JudgedTest
from grader.sandbox import Backend, Sandbox
from grader.scorecard import SandboxFacts, Scorecard, SubmissionFacts, TaskResult, TestResult
from grader.submission import Submission
from grader.wire import Channel, Limits, MiB, Ready, WireError

__all__ = ["Options", "Session", "new_seed"]

SEED_BITS = 48  # a JSON number that every reader keeps exact
JUDGE_SECONDS = 60  # what the judge may take beyond the submission's own time


def new_seed() -> int:
    """A seed that no student can know; the scorecard records it, so that a regrade draws the same inputs."""
    return secrets.randbits(SEED_BITS)


@dataclass(frozen=True)
class Options:
    """How to grade: the seed, the tasks (all if empty) and the language of the sentences."""

    seed: int
    tasks: tuple[int, ...] = ()
    language: str = "en"


class Session:
    """A warm judge and a warm sandbox. Use as a context manager, from one thread.

    hidden: folders that no worker may see. preload: what the worker's parent imports before the first submission.
    """

    def __init__(
        self, backend: Backend, limits: Limits, *, hidden: tuple[Path, ...] = (), preload: tuple[str, ...] = ("torch",)
    ) -> None:
        self.backend = backend
        self.limits = limits
        self.hidden = hidden
        self.preload = preload
        self._sandbox: Sandbox | None = None
        self._judge: Judge | None = None

    def __enter__(self) -> Session:
        self.cache = Path(tempfile.mkdtemp(prefix="dlgrade-answers-"))
        self._sandbox = self._new_sandbox()  # both start at once, each on a core of its own
        self._judge = Judge()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._sandbox:
            self._sandbox.close()
        if self._judge:
            self._judge.close()
        shutil.rmtree(self.cache, ignore_errors=True)

    def grade(self, lesson: Lesson, submission: Submission, options: Options, student: str = "") -> Scorecard:
        """Grade one submission. Raises GraderFault when the judge or the sandbox cannot be brought up at all."""
        started = time.monotonic()
        when = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        job = Job(
            handout=str(lesson.handout),
            instructor=str(lesson.instructor),
            limits=lesson.limits,
            files=submission.files if not submission.problem else {},
            main=lesson.facts.file,
            problem=submission.problem,
            seed=options.seed,
            tasks=list(options.tasks),
            language=options.language,
            cache=str(self.cache),
        )
        graded = self._grade(job)
        if graded.incomplete:  # once more in a new sandbox, then what happened stands
            graded = self._grade(job)
        return Scorecard(
            lesson=lesson.name,
            student=student or UNSET,
            submission=SubmissionFacts(submission.sha256, sorted(submission.files)),
            suite="hidden" if lesson.has_hidden_suite else "public",
            suite_sha256=lesson.suite_sha256,
            seed=options.seed,
            device="cpu",
            environment=environment(),
            sandbox=SandboxFacts(self.backend.name, list(self.backend.guarantees)),
            seconds=round(time.monotonic() - started, 3),
            started=when,
            **_sum_up(lesson, graded, options.tasks),
        )

    def _grade(self, job: Job) -> Graded:
        sandbox, judge = self._ready_sandbox(), self._ready_judge()
        graded = judge.grade(job, sandbox.channel)
        if graded is None:
            self._judge = None
            said = judge.said()
            judge.close()
            self._discard_sandbox()
            return Graded([], fault=f"the judge did not answer and was replaced: {said}".rstrip(": "))
        if graded.broken:
            self._discard_sandbox()
        return graded

    def _ready_sandbox(self) -> Sandbox:
        if self._sandbox and not self._sandbox.alive and self._sandbox.ready:
            self._discard_sandbox()
        self._sandbox = self._sandbox or self._new_sandbox()
        self._sandbox.wait_until_ready()
        return self._sandbox

    def _discard_sandbox(self) -> None:
        if self._sandbox:
            self._sandbox.close()
        self._sandbox = None

    def _new_sandbox(self) -> Sandbox:
        return Sandbox(self.backend, self.limits, hidden=self.hidden, preload=self.preload)

    def _ready_judge(self) -> Judge:
        self._judge = self._judge or Judge()
        self._judge.wait_until_ready()
        return self._judge


class Judge:
    """The judge's warm parent, as the coordinator sees it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.channel = Channel(ours, head_bytes=64 * MiB)
        self.log = tempfile.TemporaryFile()
        self.ready = False
        run = "from grader.judge.parent import main; main()"
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHON"))}
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", run, str(theirs.fileno())],
                env=environment | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.log,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        if self.ready:
            return
        try:
            self.channel.receive(Ready, deadline=time.monotonic() + JUDGE_SECONDS)
            self.ready = True
        except WireError as error:
            raise GraderFault(f"the judge did not start: {self.said() or error}") from None

    def grade(self, job: Job, worker_control: Channel) -> Graded | None:
        """The judge's findings; None when it did not answer in time."""
        deadline = time.monotonic() + job.limits.submission_seconds + JUDGE_SECONDS
        try:
            self.channel.send(job, deadline=deadline, fd=worker_control.sock.fileno())
            graded, _ = self.channel.receive(Graded, deadline=deadline)
        except WireError:
            return None
        return graded

    def said(self) -> str:
        """The end of what it wrote to stderr."""
        self.log.seek(0)
        return self.log.read()[-3000:].decode(errors="replace").strip()

    def close(self) -> None:
        self.channel.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, 9)
        self.process.wait()
        self.log.close()


def environment() -> dict[str, str]:
    """What a result may depend on besides submission, suite and seed."""
    return {
        "dlgrade": grader.__version__,
        "python": platform.python_version(),
        "torch": importlib.metadata.version("torch"),
        "numpy": importlib.metadata.version("numpy"),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def _sum_up(lesson: Lesson, graded: Graded, chosen: tuple[int, ...]) -> dict[str, object]:
    """The scorecard's tasks, points and outcome."""
    fault = graded.fault
    tasks = []
    for task in lesson.facts.tasks:
        if chosen and task.number not in chosen:
            continue
        judged = [test for test in graded.tests if test.task == task.number]
        used = sorted({name for test in judged for name in test.operations} & set(task.forbidden))
        results = [_denied(test.result, used) if used else test.result for test in judged]
        score = sum((result.points for result in results), Decimal(0))
        most = sum((result.max_points for result in results), Decimal(0))
        tasks.append(
            TaskResult(number=task.number, title=task.title, score=score, max_score=most, tests=results, forbidden=used)
        )
    faults = [test.result for test in graded.tests if test.result.outcome == "grader_fault"]
    if faults and not fault:
        fault = f"{faults[0].id}: {faults[0].message}"
    return {
        "tasks": tasks,
        "score": sum((task.score for task in tasks), Decimal(0)),
        "max_score": sum((task.max_score for task in tasks), Decimal(0)),
        "outcome": "grader_fault" if fault else "graded",
        "message": fault or UNSET,
    }


def _denied(result: TestResult, used: list[str]) -> TestResult:
    """A test of a task that used an operation which the task must do without."""
    if result.outcome != "passed":
        return result
    fields = {name: getattr(result, name) for name in ("id", "claim", "max_points", "visibility", "seconds")}
    names = ", ".join(name.removeprefix("aten::") for name in used)
    message = f"This task asks you to write it without PyTorch's own: your code ran {names}."
    return TestResult(outcome="failed", points=Decimal(0), message=message, **fields)
