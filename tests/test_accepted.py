"""Correct submissions in other styles than ours get full marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.lessons import find_course
from grader.engine.preload import HEAVY
from grader.engine.scoring import Options
from grader.engine.session import Session
from grader.intake.submission import read_submission
from grader.sandbox import choose

HERE = Path(__file__).parent / "accepted"
FILES = sorted(HERE.glob("*/*.py"))
STYLES_A_LESSON = 6


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    course = find_course(HERE)
    with Session(choose(), course.facts.limits, hidden=(course.root,), preload=("torch", *HEAVY.values())) as warm:
        yield warm


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name[:8]}-{path.stem}")
def test_style_is_accepted(path: Path, session: Session) -> None:
    """Every test passes, on a seed that is the file's own."""
    lesson = find_course(HERE).lesson(path.parent.name)
    card = session.grade(lesson, read_submission(path, lesson), Options(seed=len(path.read_bytes())))

    lost = [f"{test.id}: {test.outcome}: {test.message}" for test in card.tests if test.outcome != "passed"]
    assert lost == []
    assert card.exit_code == 0


def test_every_lesson_has_several_styles() -> None:
    """At least six a lesson: one author's habits must not become the rule."""
    course = find_course(HERE)
    few = [folder.name for folder in course.folders if len(list((HERE / folder.name).glob("*.py"))) < STYLES_A_LESSON]

    assert few == []
