"""Correct submissions in other styles than ours get full marks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.authoring.handout import trained_tests
from grader.course.lessons import find_course
from grader.engine.preload import HEAVY
from grader.engine.scoring import Options
from grader.engine.session import Session
from grader.intake.submission import read_submission
from grader.sandbox import choose

HERE = Path(__file__).parent / "accepted"
FILES = sorted(HERE.glob("*/*.py"))
STYLES_A_LESSON = 6
TRAINED = 1  # styles of a lesson that are trained in every run: the others differ in what shorter tests ask for


def _cases() -> Iterator[Any]:
    """Each style with all that its lesson trains; of most of them that part only where slow tests are asked for."""
    for _, files in itertools.groupby(FILES, key=lambda path: path.parent):
        for number, path in enumerate(files):
            name = f"{path.parent.name[:8]}-{path.stem}"
            trained = number < TRAINED
            yield pytest.param(path, True, id=name, marks=() if trained else pytest.mark.slow)
            if not trained:
                yield pytest.param(path, False, id=f"{name}-untrained")


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    course = find_course(HERE)
    with Session(choose(), course.facts.limits, hidden=(course.root,), preload=("torch", *HEAVY.values())) as warm:
        yield warm


@pytest.mark.parametrize(("path", "trains"), list(_cases()))
def test_style_is_accepted(path: Path, trains: bool, session: Session) -> None:
    """Every test passes, on a seed that is the file's own."""
    lesson = find_course(HERE).lesson(path.parent.name)
    without = () if trains else tuple(trained_tests(lesson))
    options = Options(seed=len(path.read_bytes()), without=without)
    card = session.grade(lesson, read_submission(path, lesson), options)

    lost = [f"{test.id}: {test.outcome}: {test.message}" for test in card.tests if test.outcome != "passed"]
    assert lost == []
    assert card.exit_code == 0


def test_every_lesson_has_several_styles() -> None:
    """At least six a lesson: one author's habits must not become the rule."""
    course = find_course(HERE)
    few = [folder.name for folder in course.folders if len(list((HERE / folder.name).glob("*.py"))) < STYLES_A_LESSON]

    assert few == []
