"""A learner who types no lesson is told which one is worked on, and what to type."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main

TOY = Path(__file__).parents[1] / "toy_course"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's copy of the toy course."""
    shutil.copytree(TOY, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", ".dlgrade"))
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


def said(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2, done.output
    return done.stderr


@pytest.mark.parametrize("command", ["check", "watch", "hint", "show", "ask", "bug", "reset", "notebook"])
def test_the_lesson_in_whose_folder_one_stands(command: str, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = sorted((copy / "exercises").iterdir())[-1]
    monkeypatch.chdir(folder)
    lesson = folder.name.partition("_")[0]
    assert f"You are working on {lesson}: type `dlgrade {command} {lesson}`" in said(command)


def test_elsewhere_it_is_the_next_one_of_the_list(copy: Path) -> None:
    listed = CliRunner().invoke(main, ["list"]).output
    named = listed.rpartition("dlgrade ")[2].split()[1].strip("`.")
    assert f"`dlgrade check {named}`" in said("check")
    assert f"你正在做 {named}" in said("check", "--lang", "zh")


def test_after_the_last_lesson_an_example_is_given(copy: Path) -> None:
    lessons = [path.name for path in (copy / "exercises").iterdir()]
    best = {"score": "1", "max_score": "1", "passed": 1, "claims": 1, "date": "2026-01-01"}
    (copy / ".dlgrade").mkdir()
    (copy / ".dlgrade" / "progress.json").write_text(json.dumps(dict.fromkeys(lessons, best)))
    assert "Type its name, as in `dlgrade check lesson01`" in said("check")


def test_outside_of_a_course_that_is_the_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "is not in a course" in said("check")
