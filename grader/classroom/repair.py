"""Puts a graded class right after its lesson's folder was renamed."""

from __future__ import annotations

from pathlib import Path

import msgspec

from grader.classroom.classes import read_class
from grader.classroom.store import Store
from grader.course.lessons import Course
from grader.errors import UsageError
from grader.files import write_whole
from grader.scorecard import pretty
from grader.sentences import text

__all__ = ["rename_lesson"]


def rename_lesson(out: Path, course: Course, asked: str) -> None:
    """Let the class in `out` be of the lesson that is asked for, whatever it was called. Scores stay as they are.

    Raises UsageError where there is no class, no such lesson, or where the class's own lesson is still there.
    """
    lesson = course.lesson(asked)
    if Store(out).settings is None:
        raise UsageError(text("wrong.no_class", folder=str(out)))
    with Store(out) as store:
        settings = store.settings
        assert settings
        if settings.lesson == lesson.name:
            return
        if settings.lesson in course.names:
            raise UsageError(text("wrong.class_not_renamed", out=str(out), lesson=settings.lesson))
        for stem in store.cards.stems():
            if card := store.cards.card(stem):
                store.cards.put(stem, msgspec.structs.replace(card, lesson=lesson.name))
        if (out / "class.json").exists():
            write_whole(out / "class.json", pretty(msgspec.structs.replace(read_class(out), lesson=lesson.name)))
        formerly = [*settings.formerly, settings.lesson]
        store.save(msgspec.structs.replace(settings, lesson=lesson.name, formerly=formerly))
