"""The judge's parent: warm, trusted, and forked once a submission, so that no suite's state reaches the next one."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import signal
import socket
import sys
import traceback
from pathlib import Path

import numpy as np

from grader.course.lessons import Lesson
from grader.errors import DlgradeError
from grader.forks import Forks, gpu_in_reach, share_objects
from grader.judge.budget import Budget
from grader.judge.collect import Suite, rehearse
from grader.judge.collected import CollectedSuites
from grader.judge.fit import Fitness
from grader.judge.judging import draw, judge, lesson_of, try_own_tests
from grader.judge.messages import Graded, Job, ProgramSandbox
from grader.judge.suite_modules import mentions
from grader.sentences import text
from grader.wire.channel import SUBMISSION_BYTES, Channel, Closed, MiB
from grader.wire.messages import Limits, Ready
from grader.wire.torch_if_loaded import torch_is_loaded
from grader.worker.confine import die_with_parent


def main() -> None:
    """Entry point: `python -c "from grader.judge.forkserver import main; main()" CONTROL_FD RUNTIME`; runtime: "torch" to import it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.argv[2] == "torch":
        import torch  # noqa: F401
    warm_up()
    share_objects()
    serve(Channel(socket.socket(fileno=int(sys.argv[1]))), Forks())


def serve(control: Channel, forks: Forks | None = None) -> None:
    """Take jobs until the control socket closes. For a process that has warmed up, or that was forked from one."""
    control = Channel(control.sock, body_bytes=64 * MiB, head_bytes=SUBMISSION_BYTES)
    collected = CollectedSuites(control, lambda job, fd, suite: judge_in_fork(control, job, fd, suite=suite))
    control.send(Ready())
    with contextlib.suppress(Closed):
        while True:
            job, fd = control.receive_fd(Job)
            second = control.receive_fd(ProgramSandbox)[1] if job.own_tests else -1
            try:
                _judge_somewhere(control, collected, job, fd, second)
            finally:
                for each in (fd, second):
                    if each >= 0:
                        os.close(each)
            if forks:
                forks.add()


def _judge_somewhere(control: Channel, collected: CollectedSuites, job: Job, fd: int, second: int) -> None:
    """In a fork of the process that has collected the suite already, where there is one, else of this one."""
    if job.show or job.own_tests:
        if job.show:
            make_ready_to_draw()
        judge_in_fork(control, job, fd, second=second)
    elif not collected.judged(job, fd):
        make_ready(job.handout, job.instructor)
        fitness = Fitness()
        judge_in_fork(control, job, fd, fitness=fitness)
        collected.note(fitness.is_fit)


def judge_in_fork(
    control: Channel,
    job: Job,
    fd: int,
    *,
    second: int = -1,
    suite: Suite | None = None,
    fitness: Fitness | None = None,
) -> None:
    """Fork a judge, which sends what it found, and wait for its end. suite: the lesson's, collected; else it collects it itself, watched by `fitness`."""
    budget = Budget(job.limits.judge_seconds, job.allowed)
    child = os.fork()
    if child == 0:
        try:
            die_with_parent()
            budget.enforce()
            os.chdir(job.cache)  # a folder of ours: nothing that lies where the user stands is ever collected
            worker = Channel(socket.socket(fileno=fd))
            if job.own_tests:
                control.send(try_own_tests(job, worker, Channel(socket.socket(fileno=second)), budget))
            elif job.show:
                control.send(draw(job, worker, budget))
            else:
                control.send(judge(job, worker, budget, fitness.collect(lesson_of(job)) if fitness else suite))
        except Exception as error:
            traceback.print_exc()  # for the log; the scorecard gets one line
            control.send(Graded([], fault=text("fault.judge_failed", said=f"{type(error).__name__}: {error}"[:500])))
        finally:
            os._exit(0)
    _, status, used = os.wait4(child, 0)
    if status and used.ru_utime + used.ru_stime >= job.limits.judge_seconds:
        busy = "the judge was kept busy and killed"
        control.send(Graded([], broken=busy, incomplete=True, allowed=budget.tests))
    elif status:  # it can only have been killed from outside
        control.send(Graded([], fault=text("fault.judge_ended", status=status)))


@functools.lru_cache(maxsize=1)
def make_ready(handout: str, instructor: str) -> None:
    """What this lesson's suite is slow to begin with, so that each fork finds it there. Nothing of the suite itself is run here."""
    with contextlib.suppress(DlgradeError, OSError):  # of a broken lesson: the judge itself will say so
        lesson = Lesson(Path(handout), Path(instructor), Limits())
        if lesson.runtime == "torch" and mentions(lesson.suite_modules, "torch.optim"):
            import torch._dynamo  # noqa: F401  (the first optimizer of a process does)
        share_objects()


@functools.lru_cache(maxsize=1)
def make_ready_to_draw() -> None:
    """Import matplotlib, which a grading has no use for."""
    import grader.judge.drawing.run  # noqa: F401

    share_objects()


def warm_up() -> None:
    """Import what a suite uses and touch what is imported on first use, so that each fork finds it there."""
    import tomllib  # noqa: F401  (a lesson's facts are read with it)

    import _pytest.assertion.rewrite  # noqa: F401
    import numpy.random  # noqa: F401  (each test draws with it; NumPy imports it when it is first asked for)

    if torch_is_loaded():
        import torch

        import grader.judge.training.training  # noqa: F401

        torch.set_num_threads(1)
        if not gpu_in_reach():
            point = torch.ones(2, requires_grad=True)
            (point * 2).sum().backward()  # type: ignore[no-untyped-call]
        torch.as_tensor(np.ones(2)).tolist()
    with contextlib.redirect_stdout(io.StringIO()):
        rehearse()
