"""A picture shows where a matrix is wrong, and tells no value."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest
import torch
from msgspec import UNSET
from torch import Tensor

from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import submission_of
from grader.judge import check
from grader.judge.checks.pictures import shown
from grader.judge.remote.errors import Mismatch
from grader.scorecard import Comparison, decode, encode

SUITE = '''
import pytest
from grader.judge import check

@pytest.mark.task(1)
def test_sum(student, draw, show):
    """adds

    zh: 相加
    """
    a, b = draw.randn(5, 7), draw.randn(5, 7)
    got = student.add(a, b)
    show(a)
    check.close(got, a + b)
    show(got)
'''
EXPECTED = torch.arange(36.0).reshape(6, 6)


def picture_of(got: Tensor, expected: Tensor) -> Comparison | None:
    with pytest.raises(Mismatch) as caught:
        check.close(got, expected)
    return caught.value.picture


def test_wrong_column_is_seen() -> None:
    """Expected, yours and the mask are of one form; what is right has the same shade in both."""
    got = EXPECTED.clone()
    got[:, 2] = EXPECTED[:, 3] + 1000
    seen = picture_of(got, EXPECTED)

    assert seen is not None
    assert seen.wrong == "001000" * 6
    assert all((a == b) == (wrong == "0") for a, b, wrong in zip(seen.expected, seen.yours, seen.wrong, strict=True))
    assert set(seen.yours[2::6]) == {"+"}


@pytest.mark.parametrize(("value", "sign"), [(math.nan, "n"), (math.inf, "+"), (-math.inf, "-"), (-1.0, "-")])
def test_values_outside_of_the_scale_have_signs_of_their_own(value: float, sign: str) -> None:
    got = EXPECTED.clone()
    got[0, 0] = value
    seen = picture_of(got, EXPECTED)

    assert seen is not None
    assert seen.yours[0] == sign


@pytest.mark.parametrize(
    "expected",
    [
        torch.eye(28),  # its shades would be its values
        torch.arange(16.0).reshape(4, 4),
        torch.arange(32.0),
        torch.arange(29.0 * 29).reshape(29, 29),
        torch.arange(64.0).reshape(4, 4, 4),
        torch.full((6, 6), math.nan),
    ],
    ids=["few values", "sixteen values", "vector", "too large", "three dimensions", "nothing finite"],
)
def test_what_a_picture_would_give_away_or_not_show_has_none(expected: Tensor) -> None:
    assert picture_of(torch.full_like(expected, 1e6), expected) is None


def test_values_cannot_be_read_off() -> None:
    """Two matrices that differ in most values have the same picture."""
    other = (EXPECTED + 0.3 * torch.sin(EXPECTED)).clamp(0, 35)
    pictures = [picture_of(torch.full((6, 6), 99.0), each) for each in (EXPECTED, other)]

    assert all(pictures)
    same = sum(a == b for a, b in zip(pictures[0].expected, pictures[1].expected, strict=True))  # type: ignore[union-attr]
    assert same > 24


@pytest.mark.parametrize("shape", [(1, 1, 6, 6), (6, 1, 6)])
def test_dimensions_of_one_are_left_aside(shape: tuple[int, ...]) -> None:
    """An image that comes as a batch of one with one channel is a matrix."""
    seen = picture_of(torch.zeros(shape), EXPECTED.reshape(shape))

    assert seen is not None
    assert seen.columns == 6


@pytest.fixture
def lesson(toy_course: Course, tmp_path: Path) -> Lesson:
    """The toy lesson with the suite above."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
    found = Course(tmp_path).lesson("1")
    (found.instructor / "suite" / "test_add.py").write_text(SUITE)
    return found


def test_scorecard_holds_the_picture(session: Session, lesson: Lesson) -> None:
    """From the student's tensor on the wire to the document; of drawn inputs too, whose values are never shown."""
    card = session.grade(lesson, submission_of("add.py", b"def add(a, b):\n    return a - b\n", lesson), Options(3))

    (test,) = card.tests
    assert test.picture is not UNSET
    assert (test.picture.columns, len(test.picture.yours), set(test.picture.wrong)) == (7, 35, {"1"})
    assert decode(encode(card)) == card


def test_right_answer_is_shown_and_a_wrong_one_is_not(session: Session, lesson: Lesson) -> None:
    """What a suite shows is on the scorecard of a test that passed, in shades from its least to its greatest value."""
    for sign, outcome in (("+", "passed"), ("-", "failed")):
        code = f"def add(a, b):\n    return a {sign} b\n".encode()
        (test,) = session.grade(lesson, submission_of("add.py", code, lesson), Options(3)).tests
        assert test.outcome == outcome
        assert (test.shown is not UNSET) == (outcome == "passed")
        if test.shown:
            assert (test.shown.columns, len(test.shown.shades)) == (7, 35)
            assert {"0", "f"} <= set(test.shown.shades)


def test_only_a_small_finite_matrix_can_be_shown() -> None:
    for matrix in (torch.zeros(3), torch.zeros(0, 3), torch.zeros(29, 2), torch.full((2, 2), math.nan)):
        with pytest.raises(ValueError, match="can be drawn"):
            shown(matrix)
