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

import msgspec
import numpy as np

from grader.course.lessons import Lesson
from grader.errors import DlgradeError
from grader.forks import Forks, gpu_in_reach, share_objects
from grader.judge.budget import Budget, Spent
from grader.judge.explain.compose import changed
from grader.judge.explain.diagnose import Reason, explain
from grader.judge.explain.ideas import IDEAS
from grader.judge.messages import Graded, Job, JudgedTest, ProgramSandbox, Tried
from grader.judge.plugin import ResultRecord, SuitePlugin, draws_of, worker_seed
from grader.judge.run import prepare, rehearse, run_suite
from grader.judge.suite_modules import mentions
from grader.scorecard import Explanation, Outcome, TestResult
from grader.sentences import Part, Text, said, text
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
    before = ("", "")
    control.send(Ready())
    with contextlib.suppress(Closed):
        while True:
            job, fd = control.receive_fd(Job)
            second = control.receive_fd(ProgramSandbox)[1] if job.own_tests else -1
            make_ready_to_draw() if job.show else make_ready(job.handout, job.instructor)
            again = before == (before := (job.handout, job.instructor))
            if again and job.explain:  # more than one is graded, and some of them fail
                make_ready_to_explain(*before)
            budget = Budget(job.limits.judge_seconds, job.allowed)
            child = os.fork()
            if child == 0:
                try:
                    die_with_parent()
                    budget.enforce()
                    os.chdir(job.cache)  # a folder of ours: nothing that lies where the user stands is ever collected
                    worker = Channel(socket.socket(fileno=fd))
                    if job.own_tests:
                        control.send(_try(job, worker, Channel(socket.socket(fileno=second)), budget))
                    else:
                        control.send((_draw if job.show else judge)(job, worker, budget))
                except Exception as error:
                    traceback.print_exc()  # for the log; the scorecard gets one line
                    control.send(Graded([], fault=f"the judge failed: {type(error).__name__}: {error}"[:500]))
                finally:
                    os._exit(0)
            for each in (fd, second):
                if each >= 0:
                    os.close(each)
            _, status, used = os.wait4(child, 0)
            if status and used.ru_utime + used.ru_stime >= job.limits.judge_seconds:
                busy = "the judge was kept busy and killed"
                control.send(Graded([], broken=busy, incomplete=True, allowed=budget.tests))
            elif status:  # it can only have been killed from outside
                control.send(Graded([], fault=f"the judge ended with status {status}"))
            if forks:
                forks.add()


@functools.lru_cache(maxsize=1)
def make_ready(handout: str, instructor: str) -> None:
    """What this lesson's suite is slow to begin with, so that each fork finds it there. Nothing of the suite itself is run here."""
    with contextlib.suppress(DlgradeError, OSError):  # of a broken lesson: the judge itself will say so
        lesson = Lesson(Path(handout), Path(instructor), Limits())
        prepare(lesson)
        if lesson.runtime == "torch" and mentions(lesson.suite_modules, "torch.optim"):
            import torch._dynamo  # noqa: F401  (the first optimizer of a process does)
        share_objects()


@functools.lru_cache(maxsize=1)
def make_ready_to_explain(handout: str, instructor: str) -> None:
    """Read the lesson's misconceptions, and what each changes, so that each fork finds them read."""
    with contextlib.suppress(DlgradeError, OSError, SyntaxError, ValueError):  # as above
        lesson = Lesson(Path(handout), Path(instructor), Limits())
        solution = lesson.solution.read_bytes()
        for each in lesson.misconceptions:
            changed(solution, each.source)
        share_objects()


@functools.lru_cache(maxsize=1)
def make_ready_to_draw() -> None:
    """Import matplotlib, which a grading has no use for."""
    import grader.judge.drawing.run  # noqa: F401

    share_objects()


def judge(job: Job, control: Channel, budget: Budget | None = None) -> Graded:
    """Run the suite, ask the reference about what looks like a fault of ours, and explain the failures."""
    lesson = Lesson(Path(job.handout), Path(job.instructor), job.limits)
    budget = budget or Budget(job.limits.judge_seconds)
    plugin = run_suite(lesson, control, job.files, job, budget=budget)
    records, link = plugin.records, plugin.desk.link
    found: dict[str, Reason] = {}
    if not link.broken and not budget.spent and job.allowed < 0:
        _ask_the_reference(plugin, lesson, control, job)
        found = _explained(records, lesson, control, job, budget) if job.explain else {}
    if link.broken or budget.spent or job.allowed >= 0:
        # Nobody can be asked any more, by the submission's own doing: what tripped a test then was its answer.
        blame = text("worker.left_behind") if link.broken else budget.error().said
        for record in records:
            if link.ran and record.result.id in plugin.strange and record.result.outcome == "grader_fault":
                record.result = _with_outcome(record.result, "crashed", blame)
    tests = [
        JudgedTest(record.task, _with_reason(record.result, found.get(record.result.id)), record.operations)
        for record in records
    ]
    return Graded(
        tests,
        fault="; ".join(plugin.faults),
        broken=link.broken or ("its line may have been left in the middle of a message" if budget.spent else ""),
        incomplete=plugin.incomplete,
        data=plugin.data_sets.used,
        notes=list(plugin.notes()),
        training=plugin.trainings,
        withheld=plugin.withheld,
    )


def _draw(job: Job, control: Channel, budget: Budget) -> Graded:
    """The lesson's pictures in place of its suite."""
    from grader.judge.drawing.run import draw_sections

    return draw_sections(job, control, budget)


def _try(job: Job, tests: Channel, programs: Channel, budget: Budget) -> Graded:
    """A student's own tests in place of a suite."""
    from grader.judge.own_tests.trying import try_tests  # it works with PyTorch

    lesson = Lesson(Path(job.handout), Path(job.instructor), job.limits)
    try:
        with budget.charged():
            return Graded([], tried=try_tests(job, lesson, tests, programs))
    except Spent as spent:
        return Graded([], broken="the judge was kept busy", tried=Tried(problem=spent.said))


def _ask_the_reference(plugin: SuitePlugin, lesson: Lesson, control: Channel, job: Job) -> None:
    """A strange value can trip a test as well as a broken suite can: the reference solution tells them apart."""
    if not plugin.strange or not lesson.solution.is_file():
        return
    reference = lesson.solved()
    asked = msgspec.structs.replace(job, problem="", cells=[])
    control_run = run_suite(lesson, control, reference, asked, plugin.strange, plugin.budget)
    sound = {record.result.id for record in control_run.records if record.result.outcome == "passed"}
    for record in plugin.records:
        if record.result.id in sound and record.result.outcome == "grader_fault":
            record.result = _unusable(record.result)


def _explained(
    records: list[ResultRecord], lesson: Lesson, control: Channel, job: Job, budget: Budget
) -> dict[str, Reason]:
    """Why each test failed; nothing where that would cost too much, or cannot be worked out: it decides nothing."""
    seeds = {record.result.id: worker_seed(draws_of(job), record.result.id) for record in records}
    try:
        with budget.charged():
            return explain(records, seeds, lesson, control, job.limits, Path(job.cache))
    except Spent:
        return {}
    except Exception:
        traceback.print_exc()  # for the log
        return {}


def _unusable(result: TestResult) -> TestResult:
    fault = (result.texts or {}).get("message")
    error = fault.parts["type"] if isinstance(fault, Text) else ""
    return _with_outcome(result, "failed", text("test.unusable", error=error))


def _with_outcome(result: TestResult, outcome: Outcome, message: Part) -> TestResult:
    """Instead of a fault."""
    fields = {name: getattr(result, name) for name in ("id", "points", "max_points", "seconds")}
    claim = (result.texts or {}).get("claim", result.claim)
    return TestResult(outcome=outcome, **fields, **said(claim=claim, message=message))


def _with_reason(result: TestResult, reason: Reason | None) -> TestResult:
    """A misconception's sentence takes the place of the suite's own hint, any other stands where there is none."""
    if reason is None:
        return result
    sentence = said(sentence=reason.sentence)
    explanation = Explanation(kind=reason.kind, name=reason.name, **sentence)
    known = isinstance(reason, IDEAS)
    if known:
        result = msgspec.structs.replace(result, misconception=reason.name)
    if known or not result.hint:
        hint = said(hint=reason.sentence)
        result = msgspec.structs.replace(result, hint=hint["hint"], texts=(result.texts or {}) | hint["texts"])
    return msgspec.structs.replace(result, explanation=explanation)


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
