"""Which known wrong idea explains a failure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from grader.course.lessons import Course, Lesson
from grader.judge.explain.diagnose import _same_reply, _same_value, explain
from grader.judge.messages import Job
from grader.judge.plugin import draws_of, worker_seed
from grader.judge.remote.exchange import Exchange
from grader.judge.run import run_suite
from grader.sandbox import Sandbox
from grader.wire.messages import Call, Limits, Raised

NAN = float("nan")
ALIKE = [
    (1, 1.0),
    (torch.tensor([1.0]), torch.tensor([1.0 + 1e-6])),
    (torch.tensor(2, dtype=torch.int32), np.array(2.0)),
    (NAN, NAN),
    ([1, (2,)], (1, [2.0])),
    ({"a": 1}, {"a": torch.tensor(1)}),
    ("x", "x"),
    (None, None),
    (np.array([1], dtype=np.uint16), np.array([1], dtype=np.uint16)),
]
UNLIKE = [
    (1, 2),
    (torch.ones(1), torch.ones(2)),
    (torch.ones(1), torch.ones(1, 1)),
    (torch.ones(1), np.ones(1)),
    (torch.ones(1), torch.ones(1).double()),
    (1.0, torch.ones(1)),
    ([1], [1, 2]),
    ("x", 1),
    (None, 0),
    ({"a": 1}, {"b": 1}),
]


@pytest.mark.parametrize(("a", "b"), ALIKE, ids=repr)
def test_answers_that_differ_in_rounding_or_the_kind_of_a_number_alone_are_alike(a: Any, b: Any) -> None:
    assert _same_value(a, b)


@pytest.mark.parametrize(("a", "b"), UNLIKE, ids=repr)
def test_other_answers_are_unlike(a: Any, b: Any) -> None:
    assert not _same_value(a, b)


def crashed(type: str, message: str) -> Exchange:
    return Exchange(Call(1, "student.add"), [], Raised(1, type, [type], message, []))


@pytest.mark.parametrize(
    ("type", "message", "alike"),
    [
        ("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (3x4 and 5x6)", True),
        ("RuntimeError", "a Tensor with 4 elements cannot be converted to Scalar", False),
        ("ValueError", "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)", False),
    ],
)
def test_two_crashes_are_alike_when_they_say_the_same(type: str, message: str, alike: bool) -> None:
    """Names and numbers aside; any two RuntimeErrors would explain each other else."""
    known = crashed("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)")
    assert _same_reply(crashed(type, message), known) == alike


def explained(sandbox: Sandbox, lesson: Lesson, source: str, cache: Path) -> dict[str, list[str]]:
    """The names of the misconceptions that explain each failed test of `source`."""
    files = {"add.py": source.encode()}
    job = Job(
        str(lesson.handout), str(lesson.instructor), Limits(), files, "add.py", "", 5, bytes(32), [], "en", str(cache)
    )
    records = run_suite(lesson, sandbox.channel, files, job).records
    seeds = {record.result.id: worker_seed(draws_of(job), record.result.id) for record in records}
    found = explain(records, seeds, lesson, sandbox.channel, Limits(), cache)
    return {test: [misconception.name for misconception in names] for test, names in found.items()}


BOTH = {"test_two_and_three": ["subtracts"], "test_any_numbers": ["subtracts"]}
SUBMISSIONS = {
    "the same idea in other words": ("import torch\ndef add(a, b): return torch.tensor(a) - b", BOTH),
    "another idea": ("def add(a, b): return a * b", {}),
    "the same on one input alone": ("def add(a, b): return -1", {"test_two_and_three": ["subtracts"]}),
    "no wrong idea at all": ("def add(a, b): return a + b", {}),
    "a crash": ("def add(a, b): raise ValueError", {}),
    "a stub": ("def add(a, b): raise NotImplementedError", {}),
}


@pytest.mark.parametrize(("source", "found"), SUBMISSIONS.values(), ids=SUBMISSIONS)
def test_a_failure_is_explained_by_the_same_wrong_answers(
    sandbox: Sandbox, toy_course: Course, tmp_path: Path, source: str, found: dict[str, list[str]]
) -> None:
    assert explained(sandbox, toy_course.lesson("1"), source, tmp_path) == found


def test_a_misconception_s_answers_are_asked_for_once(sandbox: Sandbox, toy_course: Course, tmp_path: Path) -> None:
    """The second submission with the same inputs is explained from the cache."""
    source = "def add(a, b): return a - b"
    first = explained(sandbox, toy_course.lesson("1"), source, tmp_path)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert explained(sandbox, toy_course.lesson("1"), source, tmp_path) == first
    assert len(written) == 2
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == written
