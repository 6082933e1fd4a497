"""`dlgrade bug`: every lesson has two, and a correction is told from a mistake."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.course.lessons import Lesson, find_course
from grader.learner.bugs import bug_of

LESSONS = find_course(Path(__file__)).lessons()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_each_lesson_has_two_bugs_that_do_not_name_themselves(lesson: Lesson) -> None:
    assert len(lesson.facts.bugs) == 2
    for number in (1, 2):
        found = bug_of(lesson, number)
        text = found.text(lesson, "en")
        claim = ast.get_docstring(ast.parse(text)) or ""
        assert claim.startswith("Find the bug. This fails the claim: ")
        assert found.idea.says["en"] not in text
        assert found.idea.belief not in text


def test_a_bug_is_written_checked_and_corrected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DLGRADE_COURSE", str(Path(__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    command = ["bug", "lesson01", "1"]
    assert "bug_lesson01_1.py holds one mistake" in CliRunner().invoke(main, command).output
    path = tmp_path / "bug_lesson01_1.py"
    written = path.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(main, command)
    assert wrong.exit_code == 1
    assert "✗" in wrong.output
    path.write_text("def grid_search(:\n", encoding="utf-8")
    assert CliRunner().invoke(main, command).exit_code != 0
    assert "<=" in written
    path.write_text(written.replace("<=", "<"), encoding="utf-8")
    right = CliRunner().invoke(main, command)
    assert right.exit_code == 0
    assert "The bug is gone" in right.output
