"""Writes the pages of a graded class: index.html, students/<name>.html, similar/<number>.html, and grades.csv as it must be by now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import msgspec
from msgspec import Struct

from grader.classroom.classes import Class, Student, lesson_of, read_class, save_class
from grader.classroom.grades import Grade, as_tested
from grader.classroom.pairs import Pair, Similar, read_similar
from grader.classroom.store import Store
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.intake.discover import discover
from grader.intake.handins import read_found
from grader.reports.class_page import MOST, class_page, page_name
from grader.reports.grade_lines import score_of
from grader.reports.html import scorecard_page
from grader.reports.pair_page import pair_page
from grader.reports.shown import student_card
from grader.reports.source import source_texts
from grader.scorecard import Scorecard
from grader.sentences import render
from grader.temporary import held_folder

__all__ = ["Site", "write_site"]

Source = Callable[[Student, Scorecard], dict[str, str]]


class Site(Struct, frozen=True):
    """What was written. note: why no page shows what was handed in; empty where they do. warnings, changed: as a class's book has them."""

    index: str
    grades: str
    pages: int
    note: str = ""
    warnings: list[str] = []
    changed: list[str] = []


def write_site(folder: Path, course: Course, language: str | None = None) -> Site:
    """Write the pages of what `dlgrade grade` left in `folder`, by default in the language of its scorecards.

    Raises UsageError where there is no graded class, or where it is being graded just now.
    """
    read_class(folder)  # before the folder is touched
    with Store(folder) as store, held_folder("dlgrade-class-") as room:
        graded = read_class(folder)
        settings = store.settings
        language = language or (settings.language if settings else "en")
        lesson = lesson_of(graded.lesson, folder, course)
        title = lesson.heading(language)
        place, form = (settings.submissions, settings.form) if settings else (folder / "submissions", "auto")
        source, note = _sources(Path(place), form, lesson, room)
        book = save_class(graded, course, folder)  # the teacher's tables may say something new
        grades = {grade.student: grade for grade in book.grades}
        late = course.facts.late
        cards, pages = {}, {}
        for student in graded.students:
            if card := store.cards.card(student.file):
                grade, handed_in = grades[student.student], source(student, card)
                shown = student_card(card, grade, lesson, late, language)
                text = scorecard_page(shown, language=language, title=title, sources=handed_in, grade=grade)
                _write(folder / "students" / page_name(student), text)
                cards[student.student] = as_tested(card.spoken(language), grade)
                pages[student.student] = page_name(student)
        _keep_only(folder / "students", set(pages.values()))
        similar = read_similar(folder)
        links = (
            _write_pairs(folder / "similar", similar, _Pairs(graded, grades, cards, source, lesson, language))
            if similar
            else []
        )
        alike = similar.pairs if similar else None
        text = class_page(
            graded,
            book.grades,
            cards,
            language=language,
            title=title,
            alike=alike,
            pair_links=links,
            warnings=book.warnings,
        )
        _write(folder / "index.html", text)
    site = Site(str(folder / "index.html"), str(folder / "grades.csv"), len(pages), note)
    return msgspec.structs.replace(
        site, warnings=[render(each, language) for each in book.warnings], changed=book.changed
    )


def _sources(submissions: Path, form: str, lesson: Lesson, room: Path) -> tuple[Source, str]:
    """A function that gives a student's source where it still is what was graded, and why it gives none."""
    try:
        found = {each.student: each for each in discover(submissions, lesson, room, form=form).found}
    except UsageError as error:
        return lambda student, card: {}, str(error)

    def source(student: Student, card: Scorecard) -> dict[str, str]:
        if student.student not in found or found[student.student].fault:
            return {}
        submission = read_found(found[student.student], lesson)
        return source_texts(submission.files) if submission.sha256 == card.submission.sha256 else {}

    return source, ""


class _Pairs(Struct, frozen=True):
    """What the pages of pairs are made of."""

    graded: Class
    grades: dict[str, Grade]
    cards: dict[str, Scorecard]
    source: Source
    lesson: Lesson
    language: str


def _write_pairs(folder: Path, similar: Similar, facts: _Pairs) -> list[str]:
    """Write a page for each pair of which both files still are what was compared; the links to them, "" where there is none."""
    students = {each.student: each for each in facts.graded.students}
    stub = "\n".join(source_texts({"": facts.lesson.stub.read_bytes()}).values()) if facts.lesson.stub.is_file() else ""
    scores = {name: score_of(grade) for name, grade in facts.grades.items()}
    links = {name: f"../students/{quote(page_name(students[name]))}" for name in facts.cards}

    def text_of(name: str) -> str:
        card = facts.cards.get(name)
        same = card and card.submission.sha256 == similar.submissions.get(name)
        return "\n".join(facts.source(students[name], card).values()) if card and same else ""

    def page_of(pair: Pair) -> str:
        first, second = text_of(pair.first), text_of(pair.second)
        if not first or not second:
            return ""
        title = facts.lesson.heading(facts.language)
        return pair_page(
            pair, first, second, stub=stub, scores=scores, links=links, language=facts.language, title=title
        )

    pages = {f"{number}.html": page_of(pair) for number, pair in enumerate(similar.pairs[:MOST], 1)}
    for name, page in pages.items():
        if page:
            _write(folder / name, page)
    _keep_only(folder, {name for name, page in pages.items() if page})
    return [f"{folder.name}/{name}" if page else "" for name, page in pages.items()]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _keep_only(folder: Path, names: set[str]) -> None:
    """Remove the pages of those who are gone."""
    for path in folder.glob("*.html"):
        if path.name not in names:
            path.unlink()
