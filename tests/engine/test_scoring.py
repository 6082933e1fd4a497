"""From what the judge found to a scorecard: what a task that used a forbidden operator earns, and where it did."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import UNSET

from grader.course.lessons import Course, Lesson
from grader.engine.scoring import Options, sum_up
from grader.intake.submission import Submission
from grader.judge.messages import Graded, JudgedTest
from grader.sandbox import choose
from grader.scorecard import Scorecard, TestResult, Where

SUBMISSION = Submission({"add.py": b"import torch\n\n\ndef add(a, b):\n    return torch.add(a, b)\n"})


@pytest.fixture
def lesson(tmp_path: Path, toy_course: Course) -> Lesson:
    """Whose one task must do without torch.add."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
    facts = tmp_path / "exercises" / "lesson01_add" / "lesson.toml"
    facts.write_text(facts.read_text().replace("points = 3", 'points = 3\nforbidden = ["aten::add"]'))
    return Course(tmp_path).lesson("1")


def card_of(lesson: Lesson, *operations: dict[str, int]) -> Scorecard:
    """Of tests that passed, each with the operators that ran in it."""
    tests = [
        JudgedTest(
            1,
            TestResult(id=f"test_{n}", points=Decimal(1), max_points=Decimal(1), outcome="passed", claim="It adds."),
            each,
        )
        for n, each in enumerate(operations)
    ]
    return sum_up(lesson, SUBMISSION, Graded(tests), Options(1), choose("process"))


def test_a_forbidden_operator_is_shown_at_its_line(lesson: Lesson) -> None:
    """In one test it may be known from where it ran, in another not."""
    (task,) = card_of(lesson, {"aten::add": 0, "torch": 4}, {"aten::add": 5}).tasks
    assert (task.score, task.forbidden) == (Decimal(0), ["aten::add"])
    assert [test.where for test in task.tests] == [Where(file="add.py", line=5)] * 2


def test_other_operators_and_unknown_lines_point_nowhere(lesson: Lesson) -> None:
    (task,) = card_of(lesson, {"aten::mul": 5, "torch": 5}).tasks
    assert (task.score, task.tests[0].where) == (Decimal(1), UNSET)
    (task,) = card_of(lesson, {"aten::add": 0}).tasks
    assert (task.score, task.tests[0].where) == (Decimal(0), UNSET)
