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
import torch

from grader.course.lessons import Lesson
from grader.errors import DlgradeError
from grader.forks import Forks, share_objects
from grader.judge.explain.diagnose import Reason, explain
from grader.judge.explain.ideas import IDEAS
from grader.judge.messages import Graded, Job, JudgedTest
from grader.judge.plugin import Record, draws_of, worker_seed
from grader.judge.run import prepare, rehearse, run_suite
from grader.scorecard import Explanation, TestResult
from grader.sentences import Text, said, text
from grader.wire.channel import Channel, Closed, MiB
from grader.wire.messages import Limits, Ready


def main() -> None:
    """Entry point: `python -c "from grader.judge.forkserver import main; main()" CONTROL_FD`."""
    control = Channel(socket.socket(fileno=int(sys.argv[1])), body_bytes=64 * MiB, head_bytes=64 * MiB)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    share_objects()
    forks = Forks()
    control.send(Ready())
    with contextlib.suppress(Closed):
        while True:
            job, fd = control.receive_fd(Job)
            make_ready(job.handout, job.instructor)
            child = os.fork()
            if child == 0:
                try:
                    control.send(judge(job, Channel(socket.socket(fileno=fd))))
                except Exception as error:
                    traceback.print_exc()  # for the log; the scorecard gets one line
                    control.send(Graded([], fault=f"the judge failed: {type(error).__name__}: {error}"[:500]))
                finally:
                    os._exit(0)
            os.close(fd)
            _, status = os.waitpid(child, 0)
            if status:  # it can only have been killed from outside
                control.send(Graded([], fault=f"the judge ended with status {status}"))
            forks.add()


@functools.lru_cache(maxsize=1)
def make_ready(handout: str, instructor: str) -> None:
    """What this lesson's suite is slow to begin with, so that each fork finds it there. Nothing of the suite itself is run here."""
    with contextlib.suppress(DlgradeError, OSError):  # of a broken lesson: the judge itself will say so
        files = Lesson(Path(handout), Path(instructor), Limits()).suite_files
        prepare(files[0].parent)
        if any(b"torch.optim" in path.read_bytes() for path in files):
            import torch._dynamo  # noqa: F401  (the first optimizer of a process does)
        share_objects()


def judge(job: Job, control: Channel) -> Graded:
    """Run the suite, ask the reference about what looks like a fault of ours, and explain the failures."""
    os.chdir(job.cache)  # a folder of ours: nothing that lies where the user stands is ever collected
    lesson = Lesson(Path(job.handout), Path(job.instructor), job.limits)
    plugin = run_suite(lesson, control, job.files, job)
    records, broken = plugin.records, plugin.desk.link.broken
    if plugin.strange and lesson.solution.is_file() and not broken:
        # A strange value can trip a test as well as a broken suite can: the reference solution tells them apart.
        reference = lesson.with_others(lesson.solution.read_bytes())
        control_run = run_suite(
            lesson, control, reference, msgspec.structs.replace(job, problem="", cells=[]), plugin.strange
        )
        sound = {record.result.id for record in control_run.records if record.result.outcome == "passed"}
        for record in records:
            if record.result.id in sound and record.result.outcome == "grader_fault":
                record.result = _unusable(record.result)
    seeds = {record.result.id: worker_seed(draws_of(job), record.result.id) for record in records}
    found = {} if broken else _explained(records, seeds, lesson, control, job)
    tests = [
        JudgedTest(record.task, _with_reason(record.result, found.get(record.result.id)), record.operations)
        for record in records
    ]
    return Graded(
        tests,
        fault="; ".join(plugin.faults),
        broken=broken,
        incomplete=plugin.incomplete,
        data=plugin.data_sets.used,
        notes=list(plugin.notes()),
        training=plugin.trainings,
    )


def _explained(
    records: list[Record], seeds: dict[str, int], lesson: Lesson, control: Channel, job: Job
) -> dict[str, Reason]:
    """Nothing that a submission answered may cost it its grade here: without a reason a scorecard is still whole."""
    try:
        return explain(records, seeds, lesson, control, job.limits, Path(job.cache))
    except Exception:
        traceback.print_exc()  # for the log
        return {}


def _unusable(result: TestResult) -> TestResult:
    fields = {name: getattr(result, name) for name in ("id", "points", "max_points", "seconds")}
    texts = result.texts or {}
    fault = texts.get("message")
    error = fault.parts["type"] if isinstance(fault, Text) else ""
    return TestResult(
        outcome="failed",
        **fields,
        **said(claim=texts.get("claim", result.claim), message=text("test.unusable", error=error)),
    )


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

    torch.set_num_threads(1)
    point = torch.ones(2, requires_grad=True)
    (point * 2).sum().backward()  # type: ignore[no-untyped-call]
    torch.as_tensor(np.ones(2)).tolist()
    with contextlib.redirect_stdout(io.StringIO()):
        rehearse()
