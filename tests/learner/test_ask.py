"""`dlgrade ask`: every question is proven by the solution, and an answer is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring.asked import question_findings
from grader.cli import main
from grader.course.lessons import Course, Lesson, find_course
from grader.course.questions import questions_of
from grader.errors import LessonError

LESSONS = find_course(Path(__file__)).lessons()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_each_lesson_asks_and_its_solution_gives_the_answers(lesson: Lesson) -> None:
    assert len(questions_of(lesson)) >= 2
    assert list(question_findings(lesson)) == []


def test_a_guess_is_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    said = CliRunner().invoke(main, ["ask", "lesson05"], input="0.69\n0.5\n").output
    assert "Right. -log 0.5 = ln 2." in said
    assert "It is -0.5. p - y" in said
    said = CliRunner().invoke(main, ["ask", "lesson05", "4", "--lang", "zh"], input="-0.5\n").output
    assert "任务 4。 z = 0" in said
    assert "对。 p - y" in said


def test_a_wrong_answer_and_an_unreadable_file_are_findings(tmp_path: Path, toy_course: Course) -> None:
    handout = tmp_path / "exercises" / "lesson01_add"
    handout.mkdir(parents=True)
    source = toy_course.lesson("1")
    (handout / "lesson.toml").write_bytes((source.handout / "lesson.toml").read_bytes())
    (tmp_path / "course.toml").write_bytes((toy_course.root / "course.toml").read_bytes())
    lesson = Lesson(handout, source.instructor, source.limits)
    assert questions_of(lesson) == []
    question = '[[questions]]\ntask = 1\nask.en = "?"\nwhy.en = "!"\nanswer = 4\nproof = "add(2, 3)"\n'
    (handout / "ask.toml").write_text(question, encoding="utf-8")
    lacking, wrong = question_findings(lesson)
    assert lacking == "ask.toml: question 1 lacks ask.zh or why.zh"
    assert wrong == "ask.toml: question 1: its answer is 4, the solution gives 5"
    (handout / "ask.toml").write_text("questions = 3\n", encoding="utf-8")
    with pytest.raises(LessonError, match=r"ask\.toml is not as it must be"):
        questions_of(lesson)
