"""Modules of pytest and unittest as lessons: each test that came over has the verdict that pytest gives it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.authoring.importing.read import read
from grader.authoring.importing.write import Imported, write_lesson
from grader.authoring.lint import lint
from grader.course.lessons import Course
from grader.engine.session import Options, Session
from grader.intake.submission import submission_of
from tests.importing.originals import LIKENESSES, module_submissions, pytest_verdicts

LEFT = {"test_rest_one_stream"}
ASKS_TOO_LITTLE = {  # in the source as well: of years that are all leap years, say
    "shapes": {"test_area_of_many", "test_area_stays_when_moved", "test_point_attributes", "test_rest_kind"},
    "leap": {"test_common_years", "test_leap_years"},
}


def own_name(name: str) -> str:
    """As the lesson calls a test that pytest calls so: `TestTotal::test_metres` is `test_total_metres`."""
    case, _, method = name.rpartition("::")
    prefix = case.removeprefix("Test").lower() if case.startswith("Test") else ""
    return f"test_{prefix}_{method.removeprefix('test_')}" if prefix else method


@pytest.fixture(scope="module", params=["shapes", "leap"])
def brought(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Course, Imported]:
    root = tmp_path_factory.mktemp("course")
    kind = "pytest" if request.param == "shapes" else "unittest"
    imported = write_lesson(read(kind, LIKENESSES / request.param), root)
    return request.param, Course(root), imported


def test_each_answer_gets_the_verdicts_of_the_original(
    brought: tuple[str, Course, Imported], session: Session, tmp_path: Path
) -> None:
    name, course, imported = brought
    lesson = course.lesson(imported.lesson)
    verdicts = pytest_verdicts(name, tmp_path)
    for wrong, source in module_submissions(name).items():
        original = {own_name(each): passed for each, passed in verdicts[wrong].items()}
        card = session.grade(lesson, submission_of(f"{name}.py", source.encode(), lesson), Options(1))
        here = {test.id: test.outcome == "passed" for test in card.tests}

        assert card.outcome == "graded", f"{wrong}: {card.message}"
        assert {re.sub(r"\[.*", "", each) for each in set(original) - set(here)} <= LEFT
        assert here == {each: original[each] for each in here}, wrong
        assert (card.score == card.max_score) == (wrong == "right")


def test_the_stub_earns_nothing_and_shows_no_solution(brought: tuple[str, Course, Imported], session: Session) -> None:
    name, course, imported = brought
    lesson = course.lesson(imported.lesson)
    stub = lesson.stub.read_text()

    card = session.grade(lesson, submission_of(f"{name}.py", stub.encode(), lesson), Options(1))

    assert card.score == 0
    assert card.max_score == sum(task.points for task in lesson.facts.tasks)
    assert not any(secret in stub for secret in ("_turn", "UNITS", "% 400", "hypot"))


def test_lint_is_silent_but_for_tests_that_ask_too_little(
    brought: tuple[str, Course, Imported], session: Session
) -> None:
    name, course, imported = brought

    found = list(lint(course.lesson(imported.lesson), session, level="basic"))

    assert {re.split(r"[ \[]", each)[0] for each in found} == ASKS_TOO_LITTLE[name]
    assert all(each.endswith("ask in it for a value that such an answer has not") for each in found)
