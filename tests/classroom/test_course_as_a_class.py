"""A lesson's known wrong submissions and correct styles, handed in as one class: what `dlgrade grade` finds is what `dlgrade lint` promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.handout import training_tasks
from grader.classroom.grading import Request, grade_class
from grader.classroom.store import Store
from grader.course.lessons import Course, find_course
from grader.scorecard import Scorecard

HERE = Path(__file__).parents[1]
COURSE = find_course(HERE)
QUICK = "lesson03_backpropagation"
NAMES = [folder.name for folder in COURSE.folders]
HEAVY = (pytest.mark.slow, pytest.mark.timeout(1800))  # fifty trainings and more
LESSONS = [pytest.param(name, marks=() if name == QUICK else HEAVY) for name in NAMES]


@pytest.mark.parametrize("name", LESSONS)
def test_class_of_misconceptions_and_styles_gets_what_lint_promises(name: str, tmp_path: Path) -> None:
    """Each misconception fails the tests that it names and no other; each style passes all of them.

    Where a task trains a network and the misconception names none of its tests, lint promises nothing of it: chance decides there.
    """
    lesson = COURSE.lesson(name)
    promised = {f"wrong_{each.name}": set(each.expect) for each in lesson.misconceptions}
    sources = {f"wrong_{each.name}": each.source for each in lesson.misconceptions}
    for path in (HERE / "accepted" / name).glob("*.py"):
        promised[f"right_{path.stem}"], sources[f"right_{path.stem}"] = set(), path.read_bytes()
    (tmp_path / "class").mkdir()
    for student, source in sources.items():
        (tmp_path / "class" / f"{student}.py").write_bytes(source)

    cards = graded(Course(COURSE.root), name, tmp_path)

    open_ended = training_tasks(lesson).values()
    for student, card in cards.items():
        chance = {test for tests in open_ended if not tests & promised[student] for test in tests}
        assert failed(card) - (chance if student.startswith("wrong_") else set()) == promised[student], student
    assert cards.keys() == promised.keys()


def graded(course: Course, name: str, room: Path) -> dict[str, Scorecard]:
    grade_class(Request(course, course.lesson(name), room / "class", room / "out", jobs=2, seed=1), lambda *_: None)
    shelf = Store(room / "out").cards
    return {stem: card for stem in shelf.stems() if (card := shelf.card(stem))}


def failed(card: Scorecard) -> set[str]:
    return {test.id for test in card.tests if test.outcome != "passed"}
