"""Nothing that crosses to the worker is drawn where a secret is drawn: another secret changes no byte of it, labels' names aside."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import torch

from grader.course.lessons import Lesson
from grader.judge.draw import Draw
from grader.judge.messages import Job
from grader.judge.remote.connection import WorkerConnection
from grader.judge.run import run_suite
from grader.judge.training import training
from grader.judge.training.examples import draw_examples
from grader.judge.training.secret_labels import SecretLabels
from grader.sandbox import Sandbox
from grader.wire.messages import Call, Limits

# By what a branch is drawn for. A branch that stands in neither is one that nobody has thought about.
STAYS = {"labels"}
CROSSES = {"inputs", "worker", "trained", "asked", "patterns"}

PATIENT = Limits(call_seconds=120, test_seconds=300, submission_seconds=900)

Run = Callable[..., list[Any]]


@pytest.fixture
def run(lesson: Lesson, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Grades the toy course's trainings, one by its parameters and one by its answers; the calls that crossed to workers, as bytes.

    other: the branch that draws from another key. names, renamings: where the names of all branches go, and how labels were renamed.
    """
    fits = re.sub("time_ratio = .*", "time_ratio = 1000.0", lesson.thresholds.read_text())
    lesson.thresholds.write_text(re.sub("accuracy = .*", "accuracy = 0.01", fits))  # one measurement, always
    suite = lesson.instructor / "suite" / "test_learn.py"
    text = suite.read_text().replace("samples=1000", "samples=100")
    suite.write_text(
        text.replace("network=network, ", "", 2).replace("samples=100, ", "samples=100, network=network, ", 1)
    )
    monkeypatch.setattr(training, "recall", lambda facts: None)
    branch, request, secret = Draw.branch, WorkerConnection._request, SecretLabels.__init__

    def run(other: str = "", names: set[str] | None = None, renamings: list[Any] | None = None) -> list[Any]:
        crossed: list[Any] = []

        def branched(draw: Draw, *path: str | int) -> Draw:
            if names is not None:
                names.add(str(path[0] if len(path) == 1 else path[1]))
            return branch(draw, *path, "other") if other in path else branch(draw, *path)

        def requested(line: WorkerConnection, call: Call, sent: list[bytes], *rest: Any) -> Any:
            memory = os.pread(rest[-1], 1 << 30, 0) if len(rest) > 3 and rest[-1] >= 0 else b""
            crossed.append(_by_first_sight(call, memory))
            own = call.target == "worker.set_state"  # numbers that the worker's own training gave, which go back to it
            crossed.append(
                b"" if own else msgspec.msgpack.encode([call.target, call.args, call.kwargs]) + b"".join(sent)
            )
            return request(line, call, sent, *rest)

        def renamed(labels: SecretLabels, classes: int, draw: Draw) -> None:
            secret(labels, classes, draw)
            if renamings is not None:
                renamings.append(labels._permutation.tolist())

        monkeypatch.setattr(Draw, "branch", branched)
        monkeypatch.setattr(WorkerConnection, "_request", requested)
        monkeypatch.setattr(SecretLabels, "__init__", renamed)
        files = {"learn.py": lesson.solution.read_bytes()}
        job = Job(str(lesson.handout), str(lesson.instructor), PATIENT, files, "learn.py", "", 3, bytes(32), [], "")
        plugin = run_suite(lesson, sandbox.channel, files, job)
        assert [(r.result.outcome, r.result.message) for r in plugin.records] == [("passed", msgspec.UNSET)] * 2
        return crossed

    return run


def _by_first_sight(call: Call, memory: bytes) -> Any:
    """What is shared beside a call; labels by the order in which they first come, because their names are what is secret."""
    if call.target == "worker.map" and call.args[1] == "int64":
        labels = torch.frombuffer(bytearray(memory), dtype=torch.int64).tolist()
        order = {label: place for place, label in enumerate(dict.fromkeys(labels))}
        return [order[label] for label in labels]
    return memory


def test_what_crosses_and_what_stays_are_drawn_apart(run: Run) -> None:
    """A secret of another key: the same images, seeds and questions, and labels that are the same but for their names. Another key for
    what crosses: the same secret. And every branch is known to cross or to stay."""
    names: set[str] = set()
    secret: list[Any] = []
    crossed = run(names=names, renamings=secret)
    assert {name for name in names if not name.isdigit()} - {"training"} <= STAYS | CROSSES

    for branch in sorted(STAYS):
        others: list[Any] = []
        assert run(other=branch, renamings=others) == crossed
        assert all(mine != theirs for mine, theirs in zip(secret, others, strict=True))
    for branch in sorted(CROSSES & names):
        others = []
        assert run(other=branch, renamings=others) != crossed
        assert others == secret


def test_a_value_drawn_in_a_secret_branch_is_noticed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests can fail: examples that come from where the renaming comes from cross otherwise when that is another."""

    def careless(name: str, samples: int, data: Any, draw: Draw) -> Any:
        return draw_examples(name, samples, data, draw.branch("labels"))

    monkeypatch.setattr(training, "draw_examples", careless)

    assert run() != run(other="labels")
