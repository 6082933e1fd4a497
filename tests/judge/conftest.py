"""A worker's parent that a test writes by hand, a lesson to train in, and no trace of a suite from one test to the next."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.wire.messages import Stopped
from tests.judge.hostile import KILLED, FakeParent, Lie


@pytest.fixture
def fake_parent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., FakeParent]]:
    """Make a parent whose workers lie. They are threads of this process: what it waited for a core is not theirs."""
    monkeypatch.setattr("grader.judge.remote.connection.seconds_waited", lambda pid, adopter: 0.0)
    parents: list[FakeParent] = []

    def make(lie: Lie, stopped: Stopped | bytes = KILLED, silent_after: int = 1000) -> FakeParent:
        parents.append(FakeParent(lie, stopped, silent_after))
        return parents[-1]

    yield make
    for parent in parents:
        parent.close()


@pytest.fixture
def lesson(tmp_path: Path, toy_course: Course) -> Lesson:
    """A copy of the toy course's training lesson, that a test may change."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson06_learn", tmp_path / side / "lesson06_learn")
    shutil.copytree(toy_course.root / "datasets", tmp_path / "datasets")
    return Course(tmp_path).lesson("6")


@pytest.fixture(autouse=True)
def _forget_suites() -> Iterator[None]:
    """The judge is forked for each submission; here one process imports one suite after the other."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.rpartition(".")[2].startswith("test_"):
            del sys.modules[name]
