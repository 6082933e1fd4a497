"""Lint names each test that asks the same of every class, and no other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.fixed import fixed_findings
from grader.course.lessons import Course
from grader.engine.session import Session

TEST = '''

@pytest.mark.task(1)
def test_more(student, draw, worker):
    """add does more

    zh: add 不止于此
    """
    {asks}
'''
Findings = Callable[[str], list[str]]


@pytest.fixture
def found(session: Session, toy_course: Course, tmp_path: Path) -> Findings:
    """Whether a test that asks this is named."""

    def run(asks: str) -> list[str]:
        for side in ("exercises", "solutions"):
            shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
        suite = tmp_path / "solutions" / "lesson01_add" / "suite" / "test_add.py"
        suite.write_text(suite.read_text(encoding="utf-8") + TEST.format(asks=asks), encoding="utf-8")
        return [each for each in fixed_findings(Course(tmp_path).lesson("lesson01"), session) if "test_more" in each]

    return run


@pytest.mark.parametrize(
    "asks",
    [
        "check.equal(student.add(2, 3), 5)",
        "n = draw.integer(1, 99); check.equal(student.add(2, 3), 5)",
        "with check.raises(TypeError): student.add(2)",
    ],
)
def test_what_is_the_same_in_every_class_is_named(found: Findings, asks: str) -> None:
    (said,) = found(asks)

    assert said.startswith("test_more asks the same of every class")


@pytest.mark.parametrize(
    "asks",
    [
        "n = draw.integer(1, 9999); check.equal(student.add(2, n), 2 + n)",
        "check.equal(student.add(2, 3), 5); n = draw.integer(1, 9999); check.equal(student.add(2, n), 2 + n)",
        "n = worker.put([draw.integer(1, 9999)]); check.equal(student.add(n[0], 3), n[0] + 3)",
    ],
)
def test_what_is_drawn_is_not(found: Findings, asks: str) -> None:
    assert found(asks) == []
