"""What a practice release says at home of a beginner's file is what the class is told: six lessons, some files of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.handout import training_tasks
from grader.authoring.release import release
from grader.course.lessons import Course, Lesson
from grader.course.practice import with_practice
from grader.engine.session import Options, Session
from grader.intake.submission import Submission

ROOT = Path(__file__).parents[2]
LESSONS = ("lesson05", "lesson08", "lesson09", "lesson10", "lesson13", "lesson16")
FILES = 4  # of each lesson: wrong ideas from its first to its last

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.mark.parametrize("name", LESSONS)
def test_misconceptions_at_home_are_those_of_the_class(name: str, session: Session, tmp_path: Path) -> None:
    lesson = Course(ROOT).lesson(name)
    release(Course(ROOT), [lesson], tmp_path / "home", practice=True)
    at_home = with_practice(Course(tmp_path / "home").lesson(name))
    ideas = lesson.misconceptions[:: max(1, len(lesson.misconceptions) // FILES)][:FILES]
    told = []
    for idea in ideas:
        in_class = said(session, lesson, idea.source)
        assert said(session, at_home, idea.source) == in_class, idea.name
        told += [explained for _, _, explained, _ in in_class if explained]
    assert told


def said(session: Session, lesson: Lesson, source: bytes) -> list[tuple[str, str, object, object]]:
    """Of each test: how it ended, the misconception and the sentence. Trainings aside: what they say hangs on a network of chance."""
    trained = training_tasks(lesson)
    tasks = tuple(task.number for task in lesson.facts.tasks if task.number not in trained)
    files = lesson.with_others(source)
    card = session.grade(lesson, Submission(files), Options(7, tasks))
    return [(test.id, test.outcome, test.misconception or None, test.hint or None) for test in card.tests]
