"""Notebooks of Otter and nbgrader as lessons: each test that came over has the verdict that the original tool gives it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.authoring.importing.read import read
from grader.authoring.importing.write import Imported, write_lesson
from grader.authoring.lint import lint
from grader.course.lessons import Course
from grader.engine.session import Options, Session
from grader.intake.submission import submission_of
from tests.importing import notebooks
from tests.importing.notebooks import notebook, solved, write, write_homework
from tests.importing.record import recorded, submissions, verdicts_of

LIKENESSES: dict[str, tuple[str, list[Any], dict[str, dict[str, str]]]] = {
    "lab": ("otter", notebooks.LAB, notebooks.LAB_WRONG),
    "words_hw": ("otter", notebooks.HOMEWORK, notebooks.HOMEWORK_WRONG),
    "problem": ("nbgrader", notebooks.PROBLEM, notebooks.PROBLEM_WRONG),
    "series": ("nbgrader", notebooks.SERIES, notebooks.SERIES_WRONG),
}
# Sample answers, hidden tests and the code between the marks: what must not reach a student.
SECRET = {
    "lab": ("174", "164.5", "moved by the tallest", "max(heights)", "np.std", "< 1e-09", "total / len"),
    "words_hw": ("findall", "list('oe')", "found.get", "x, y", "counts('')"),
    "problem": ("121", "LIMIT)", "i ** 2", "derivative", "sum(squares"),
    "series": ("max(prices)", "not enough", "randint"),
}


@pytest.fixture(scope="module", params=list(LIKENESSES))
def brought(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Course, Imported]:
    root = tmp_path_factory.mktemp("course")
    kind, cells, _ = LIKENESSES[request.param]
    source = root / "source"
    path = write_homework(source) if request.param == "words_hw" else write(cells, source / f"{request.param}.ipynb")
    imported = write_lesson(read(kind, path), root / "course")
    return request.param, Course(root / "course"), imported


def test_each_answer_gets_the_verdicts_of_the_original(brought: tuple[str, Course, Imported], session: Session) -> None:
    name, course, imported = brought
    lesson = course.lesson(imported.lesson)
    kind, cells, wrong = LIKENESSES[name]
    verdicts = recorded(name)
    for answer, made in submissions(solved(cells) if kind == "otter" else cells, wrong).items():
        data = nbformat.writes(notebook(made)).encode()
        card = session.grade(lesson, submission_of(f"{name}.ipynb", data, lesson), Options(1))
        here = {test.id: test.outcome == "passed" if kind == "otter" else float(test.points) for test in card.tests}

        assert card.outcome == "graded", f"{answer}: {card.message}"
        assert here == verdicts[answer], answer
        assert all(test.outcome == "passed" for test in card.tests) == (answer == "right")
    assert not imported.left


ASKS_TOO_LITTLE = {"words_hw": ["test_q2_2"], "series": ["test_parts"]}  # in the source as well


def test_lint_is_silent_but_for_tests_that_ask_too_little(
    brought: tuple[str, Course, Imported], session: Session
) -> None:
    name, course, imported = brought

    found = list(lint(course.lesson(imported.lesson), session, level="basic"))

    assert [each.split()[0] for each in found] == ASKS_TOO_LITTLE.get(name, [])
    assert all(each.endswith("ask in it for a value that such an answer has not") for each in found)


def test_stub_earns_nothing_and_the_handout_shows_no_solution(
    brought: tuple[str, Course, Imported], session: Session
) -> None:
    name, course, imported = brought
    lesson = course.lesson(imported.lesson)

    card = session.grade(lesson, submission_of(f"{name}.py", lesson.stub.read_bytes(), lesson), Options(1))

    assert card.score == 0
    given = "".join(path.read_text() for path in sorted(lesson.handout.glob("*.*")))
    assert [secret for secret in SECRET[name] if secret in given] == []


def test_points_and_tasks_are_those_of_the_source(tmp_path: Path) -> None:
    imported = [
        write_lesson(read("otter", write(notebooks.LAB, tmp_path / "lab.ipynb")), tmp_path / "course"),
        write_lesson(read("nbgrader", write(notebooks.PROBLEM, tmp_path / "problem.ipynb")), tmp_path / "course"),
    ]

    facts = [Course(tmp_path / "course").lesson(each.lesson).facts for each in imported]

    assert [(str(task.points), task.by_hand) for task in facts[0].tasks] == [
        *(("3", False), ("1", False), ("1", False), ("4", True), ("6", False), ("1", False))
    ]
    assert [(task.title, str(task.points), task.by_hand) for task in facts[1].tasks] == [
        *(
            ("Squares", "3", False),
            ("The sum of squares", "2", False),
            ("A plot", "2", True),
            ("why", "3", True),
            ("explore", "2", True),
        )
    ]


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["nbgrader", "otter"])
def test_the_recorded_verdicts_are_what_the_original_tools_say(tool: str, tmp_path: Path) -> None:
    found = verdicts_of(tool, tmp_path)
    assert found == {name: recorded(name) for name in found}
