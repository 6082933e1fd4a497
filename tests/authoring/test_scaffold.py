"""A new lesson begins sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring.course_page import _listed, write_course_page
from grader.authoring.lint import lint
from grader.cli import main
from grader.course.lessons import Course
from grader.engine.session import Session


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path)
    return Course(tmp_path)


def begin(*words: str) -> str:
    done = CliRunner().invoke(main, ["new", *words])
    return done.output if done.exit_code else ""


def test_new_lesson_passes_lint_as_it_is(course: Course, session: Session) -> None:
    """Stub, solution, hidden and public suite, misconception, hints and both handouts fit together."""
    assert begin("lesson18_attention", "--title", "Attention", "--title-zh", "注意力") == ""
    lesson = course.lesson("lesson18")

    assert list(lint(lesson, session)) == []
    assert (lesson.facts.title, lesson.facts.titles) == ("Attention", {"zh": "注意力"})


@pytest.mark.parametrize("topic", ["numpy", "torch", "sklearn", "random", "json", "grader"])
def test_name_of_a_module_is_refused(course: Course, topic: str) -> None:
    """The lesson's file would hide it: of Python, of a package that is there, of the grader itself."""
    assert f"would make {topic}.py, which hides the module {topic}" in begin(f"lesson01_{topic}")
    assert list(course.root.rglob("*.toml")) == []


def test_page_of_the_course_gets_a_row_for_a_new_lesson(course: Course) -> None:
    """Where there is such a page: the prose around its table stays, and what its tasks cover is where the lesson says."""
    (course.root / "docs").mkdir()
    page = course.root / "docs" / "course.md"
    page.write_text("# Map\n\n| section of the notes | lesson: tasks |\n| --- | --- |\n| Gone | [07](x): 1 |\n\nEnd.\n")
    begin("lesson18_attention", "--title", "Attention | heads")
    begin("lesson19_search")
    facts = course.root / "exercises" / "lesson19_search" / "lesson.toml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("functions =", 'covers = ["A", "B"]\nfunctions ='), encoding="utf-8"
    )

    link = "[18](../exercises/lesson18_attention/README.md): 1"
    assert f"| Attention \\| heads | {link} |" in page.read_text(encoding="utf-8")
    assert write_course_page(course) == page
    rows = [row for row in page.read_text(encoding="utf-8").splitlines() if "[19]" in row]
    assert [row.split(" | ")[0] for row in rows] == ["| A", "| B"]
    assert "Gone" not in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").endswith("|\n\nEnd.\n")
    assert write_course_page(course) is None


@pytest.mark.parametrize(("numbers", "text"), [([3], "3"), ([6, 5], "5 and 6"), ([1, 2, 3, 5, 6], "1 to 3, 5 and 6")])
def test_task_numbers_are_listed_as_one_says_them(numbers: list[int], text: str) -> None:
    assert _listed(numbers) == text


@pytest.mark.parametrize("name", ["attention", "lesson18", "lesson18_Attention", "../lesson18_x", "lesson18_a b"])
def test_name_that_is_none_is_refused(course: Course, name: str) -> None:
    """The message shows one; nothing is written."""
    assert "such as lesson18_attention" in begin(name)
    assert list(course.root.rglob("*.toml")) == []


def test_number_that_is_taken_is_refused(course: Course) -> None:
    """Also under another name: a number names a lesson in every command."""
    begin("lesson18_attention")

    assert "lesson18_attention has the number 18" in begin("lesson18_transformers")
