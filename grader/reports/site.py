"""Writes the pages of a graded class: index.html, students/<name>.html, and grades.csv as it must be by now."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from grader.batch.classes import Student, read_class, save_class
from grader.batch.discover import discover
from grader.batch.intake import read_found
from grader.batch.store import Store
from grader.course import Course, Lesson
from grader.errors import UsageError
from grader.reports.class_page import class_page, page_name
from grader.reports.html import scorecard_page, source_text
from grader.scorecard import Scorecard

__all__ = ["Site", "write_site"]

Source = Callable[[Student, Scorecard], str]


class Site(Struct, frozen=True):
    """What was written. note: why no page shows what was handed in; empty where they do."""

    index: str
    grades: str
    pages: int
    note: str = ""


def write_site(folder: Path, course: Course, language: str | None = None) -> Site:
    """Write the pages of what `dlgrade grade` left in `folder`, by default in the language of its scorecards.

    Raises UsageError where there is no graded class, or where it is being graded just now.
    """
    read_class(folder)  # before the folder is touched
    with Store(folder) as store, tempfile.TemporaryDirectory(prefix="dlgrade-class-") as room:
        graded = read_class(folder)
        settings = store.settings
        language = language or (settings.language if settings else "en")
        lesson = course.lesson(graded.lesson)
        title = f"{lesson.id} · {lesson.facts.title_zh if language == 'zh' else lesson.facts.title}"
        source, note = _sources(Path(settings.submissions) if settings else folder / "submissions", lesson, Path(room))
        grades = save_class(graded, course.facts.late, folder)  # adjustments.csv may say something new
        cards, written = {}, set()
        pages = folder / "students"
        pages.mkdir(exist_ok=True)
        for student in graded.students:
            card = store.cards.card(student.file)
            if card is None:
                continue
            page = scorecard_page(card, language=language, title=title, source=source(student, card))
            (pages / page_name(student)).write_text(page, encoding="utf-8")
            cards[student.student] = card
            written.add(page_name(student))
        for stale in {path.name for path in pages.glob("*.html")} - written:
            (pages / stale).unlink()
        index = folder / "index.html"
        index.write_text(class_page(graded, grades, cards, language=language, title=title), encoding="utf-8")
    return Site(str(index), str(folder / "grades.csv"), len(written), note)


def _sources(submissions: Path, lesson: Lesson, room: Path) -> tuple[Source, str]:
    """A function that gives a student's source where it still is what was graded, and why it gives none."""
    try:
        found = {each.student: each for each in discover(submissions, lesson, room).found}
    except UsageError as error:
        return lambda student, card: "", str(error)

    def source(student: Student, card: Scorecard) -> str:
        if student.student not in found:
            return ""
        submission = read_found(found[student.student], lesson)
        return source_text(submission.files) if submission.sha256 == card.submission.sha256 else ""

    return source, ""
