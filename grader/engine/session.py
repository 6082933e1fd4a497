"""Grades submissions one after the other with a judge and a sandbox that stay warm."""

from __future__ import annotations

import datetime
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from types import TracebackType

import msgspec
from msgspec import UNSET

from grader.course.fetch import fetch_what_is_needed
from grader.course.lessons import Lesson
from grader.devices import CPU, Device, require_torch
from grader.engine.scoring import Options, sum_up
from grader.errors import GraderFault
from grader.forks import MANY
from grader.intake.submission import Submission
from grader.judge.messages import Graded, Job, Tried
from grader.judge.process import Judge
from grader.sandbox import Backend, Sandbox
from grader.scorecard import Scorecard
from grader.sentences import text
from grader.wire.messages import Limits

__all__ = ["Options", "Session", "new_seed"]

SEED_BITS = 48  # a JSON number that every reader keeps exact


def new_seed() -> int:
    """A name for one run's draws; with the key it draws the same inputs again."""
    return secrets.randbits(SEED_BITS)


class Session:
    """A warm judge and a warm sandbox. Use as a context manager, from one thread.

    hidden: folders that no worker may see. preload: what the worker's parent imports before the first submission; without torch in it, the
    judge does without it as well. device: where networks are trained. Raises UsageError where torch is asked for and not installed.
    """

    def __init__(
        self,
        backend: Backend,
        limits: Limits,
        *,
        hidden: tuple[Path, ...] = (),
        preload: tuple[str, ...] = ("torch", "torch._dynamo"),
        device: Device = CPU,
    ) -> None:
        self.backend = backend
        self.limits = limits
        self.hidden = hidden
        self.preload = preload
        self.device = device
        self._graded = 0
        self._next: tuple[Sandbox, Judge] | None = None
        self._supplied: set[str] = set()  # files whose data has been looked for
        self._sandbox: Sandbox | None = None
        self._judge: Judge | None = None
        self._programs: Sandbox | None = None  # for the course's own programs, when a student's tests are tried

    def __enter__(self) -> Session:
        if "torch" in self.preload:
            require_torch()
        self.cache = Path(tempfile.mkdtemp(prefix="dlgrade-answers-"))
        try:
            self._sandbox = self._new_sandbox()  # both start at once, each on a core of its own
            self._judge = self._new_judge()
        except BaseException:  # Ctrl-C too: there is no `__exit__` after a failed `__enter__`
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._discard_sandbox()
        self._discard_programs()
        for each in (self._judge, *(self._next or ())):
            if each:
                each.close()
        shutil.rmtree(self.cache, ignore_errors=True)

    def grade(self, lesson: Lesson, submission: Submission, options: Options, student: str = "") -> Scorecard:
        """Grade one submission. Raises GraderFault when the judge or the sandbox cannot be brought up at all."""
        self._bring_torch(lesson)
        self._supply(lesson, lesson.suite_modules)
        started = time.monotonic()
        when = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        job = self._job(lesson, submission, options)
        graded = self._grade(job)
        if graded.incomplete:  # once more in a new sandbox, then what happened stands
            graded = self._grade(msgspec.structs.replace(job, allowed=graded.allowed))
        if graded.incomplete and graded.allowed >= 0:  # the judge was kept busy by what it had judged in time before
            graded = self._grade(msgspec.structs.replace(job, allowed=0))
        seconds = round(time.monotonic() - started, 3)
        self._count()
        card = sum_up(lesson, submission, graded, options, self.backend, self.device)
        return msgspec.structs.replace(card, student=student or UNSET, seconds=seconds, started=when)

    def asked(self, lesson: Lesson, submission: Submission, options: Options) -> dict[str, str]:
        """By the name of a test a digest of what it asks of the submission and what it is answered. Raises GraderFault where the suite fails."""
        self._bring_torch(lesson)
        self._supply(lesson, lesson.suite_modules)
        graded = self._grade(msgspec.structs.replace(self._job(lesson, submission, options), asked=True))
        if graded.fault:
            raise GraderFault(graded.fault)
        return graded.asked

    def show(self, lesson: Lesson, submission: Submission) -> Graded:
        """Draw the lesson's pictures of one submission: `sections`; `incomplete` where that took the judge too long. Raises GraderFault when show.py is at fault."""
        self._bring_torch(lesson)
        self._supply(lesson, [lesson.show])
        graded = self._grade(msgspec.structs.replace(self._job(lesson, submission, Options(0)), show=True))
        if graded.fault:
            raise GraderFault(graded.fault)
        return graded

    def try_tests(self, lesson: Lesson, submission: Submission, options: Options) -> Tried:
        """What tests that a student wrote are worth. Raises GraderFault where that could not be found out."""
        self._programs = self._programs or self._new_sandbox()
        job = msgspec.structs.replace(
            self._job(lesson, submission, options), main=min(submission.files, default=""), own_tests=True
        )
        sandbox, judge = self.wait_until_ready()
        self._programs.wait_until_ready()
        graded = judge.grade(job, sandbox.channel, self._programs.channel)
        if graded is None or graded.fault or graded.tried is None:
            self._discard_programs()
            raise GraderFault(graded.fault if graded else text("fault.judge_silent", said=judge.said()))
        if graded.broken:
            self._discard_sandbox()
            self._discard_programs()
        return graded.tried

    def wait_until_ready(self) -> tuple[Sandbox, Judge]:
        """Both warm. Raises GraderFault when one cannot be brought up."""
        self._take_next()
        sandbox, judge = self._started_sandbox(), self._started_judge()  # both first: their imports go on side by side
        sandbox.wait_until_ready()
        judge.wait_until_ready()
        return sandbox, judge

    def _take_next(self) -> None:
        if not self._next or not all(each.is_forked for each in self._next):
            return
        self._discard_sandbox()
        if self._judge:
            self._judge.close()
        self._sandbox, self._judge = self._next
        self._next = None

    def _bring_torch(self, lesson: Lesson) -> None:
        """A lesson that works with PyTorch, in a session that was begun for one without: both processes begin anew."""
        if lesson.runtime != "torch" or "torch" in self.preload:
            return
        require_torch()
        self.preload = ("torch", *self.preload)
        self._discard_sandbox()
        if self._judge:
            self._judge.close()
        self._judge = None

    def _supply(self, lesson: Lesson, files: list[Path]) -> None:
        """Fetch the data that these files of the lesson name, once."""
        key = f"{lesson.name}: {[path.name for path in files]}"
        if key not in self._supplied:
            self._supplied.add(key)
            fetch_what_is_needed(lesson, files)

    def _job(self, lesson: Lesson, submission: Submission, options: Options) -> Job:
        return Job(
            handout=str(lesson.handout),
            instructor=str(lesson.instructor),
            limits=lesson.limits,
            files=submission.files if not submission.problem else {},
            main=lesson.main,
            problem=submission.problem,
            seed=options.seed,
            secret_key=options.secret_key,
            tasks=list(options.tasks),
            cache=str(self.cache),
            device=self.device.words,
            cells=list(submission.cells),
            reasons=submission.reasons,
            packages=list(lesson.packages),
            after_due=options.after_due,
            explain=options.explain,
            without=list(options.without),
        )

    def _grade(self, job: Job) -> Graded:
        sandbox, judge = self.wait_until_ready()
        graded = judge.grade(job, sandbox.channel)
        if graded is None:
            self._judge = None
            said = judge.said()
            judge.close()
            self._discard_sandbox()
            return Graded([], fault=text("fault.judge_replaced", said=said))
        if graded.broken:
            self._discard_sandbox()
        return graded

    def _started_sandbox(self) -> Sandbox:
        if self._sandbox and self._sandbox.ready and not self._sandbox.alive:
            self._discard_sandbox()
        self._sandbox = self._sandbox or self._new_sandbox()
        return self._sandbox

    def _started_judge(self) -> Judge:
        if self._judge and self._judge.ready and not self._judge.alive:
            self._judge.close()
            self._judge = None
        self._judge = self._judge or self._new_judge()
        return self._judge

    def _new_judge(self) -> Judge:
        return Judge(with_torch="torch" in self.preload, many=self._graded >= MANY)

    def _count(self) -> None:
        """One more is graded: who grades many gets parents whose forks are cheaper, as soon as these are there."""
        self._graded += 1
        if self._graded != MANY or not self._sandbox or self._sandbox.not_forked:
            return
        self._next = self._new_sandbox(), self._new_judge()

    def _discard_sandbox(self) -> None:
        if self._sandbox:
            self._sandbox.close()
        self._sandbox = None

    def _discard_programs(self) -> None:
        if self._programs:
            self._programs.close()
        self._programs = None

    def _new_sandbox(self) -> Sandbox:
        return Sandbox(
            self.backend,
            self.limits,
            hidden=self.hidden,
            preload=self.preload,
            device=self.device,
            many=self._graded >= MANY,
        )
