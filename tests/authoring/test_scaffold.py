"""A new lesson begins sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

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
    assert (lesson.facts.title, lesson.facts.title_zh) == ("Attention", "注意力")


@pytest.mark.parametrize("name", ["attention", "lesson18", "lesson18_Attention", "../lesson18_x", "lesson18_a b"])
def test_name_that_is_none_is_refused(course: Course, name: str) -> None:
    """The message shows one; nothing is written."""
    assert "such as lesson18_attention" in begin(name)
    assert list(course.root.rglob("*.toml")) == []


def test_number_that_is_taken_is_refused(course: Course) -> None:
    """Also under another name: a number names a lesson in every command."""
    begin("lesson18_attention")

    assert "lesson18_attention has the number 18" in begin("lesson18_transformers")
