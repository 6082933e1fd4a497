"""Writes the pages of a graded class: index.html, students/<name>.html, similar/<number>.html, and grades.csv as it must be by now."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.classroom.choices import chosen_files
from grader.classroom.classes import Class, lesson_of, read_class
from grader.classroom.counted import as_tested
from grader.classroom.grade_book import Book, grade_book, save_class
from grader.classroom.grades_file import grades_table
from grader.classroom.pairs import read_similar
from grader.classroom.store import Store, late_in
from grader.course.late import Late
from grader.course.lessons import Course
from grader.errors import UsageError
from grader.files import write_whole
from grader.intake.encoding import source_lines
from grader.reports.class_page import class_page, page_name
from grader.reports.html import scorecard_page
from grader.reports.shown import student_card
from grader.reports.similar_pages import Material, keep_only, write_pairs, write_text
from grader.reports.source import LINES
from grader.reports.sources import sources_of
from grader.sentences import render, text
from grader.temporary import held_folder

__all__ = ["Site", "write_site"]


class Site(Struct, frozen=True):
    """What was written. note: why no page shows what was handed in; empty where they do. warnings, changed: as a class's book has them."""

    index: str
    grades: str
    pages: int
    note: str = ""
    warnings: list[str] = []
    changed: list[str] = []


def write_site(folder: Path, course: Course, language: str | None = None, out: Path | None = None) -> Site:
    """Write the pages of what `dlgrade grade` left in `folder`, by default in the language of its scorecards.

    out: where they go, else into the folder itself; with another one the folder is only read. Raises UsageError where there is no graded
    class, where it is being graded just now, or where `out` holds something else.
    """
    out = folder if out is None or out.resolve() == folder.resolve() else out
    read_class(folder)  # before anything is touched
    with _held(folder, out), held_folder("dlgrade-class-") as room:
        store = Store(folder)
        graded = read_class(folder)
        settings = store.settings
        language = language or (settings.language if settings else "en")
        lesson = lesson_of(graded.lesson, folder, course)
        place, form = (settings.submissions, settings.form) if settings else (str(folder / "submissions"), "auto")
        late = late_in(folder, course.facts.late)
        source, note = sources_of(Path(place), form, lesson, room, chosen_files(folder), late)
        book = _book(graded, course, folder, out)
        made = Material(graded, {grade.student: grade for grade in book.grades}, {}, source, lesson, language)
        for student in graded.students:
            if card := store.cards.card(student.file):
                made.cards[student.student] = card
        _check_comments(made)
        _write_students(out / "students", made, late)
        _write_index(out, folder, made, book)
    return Site(
        str(out / "index.html"),
        str(out / "grades.csv"),
        len(made.cards),
        note,
        warnings=[render(each, language) for each in book.warnings],
        changed=book.changed,
    )


def _book(graded: Class, course: Course, folder: Path, out: Path) -> Book:
    """The grades as they are by now, for the teacher's tables may say something new; written where the pages are."""
    if out == folder:
        return save_class(graded, course, folder)
    book = grade_book(graded, course, folder)
    write_whole(out / "grades.csv", grades_table(book.grades, graded.lesson))
    return book


def _check_comments(made: Material) -> None:
    """Raises UsageError for a comment that would stand on no page: on a line that the file has not, or that is not shown."""
    for student in made.graded.students:
        comments, card = made.grades[student.student].comments, made.cards.get(student.student)
        sources = made.source(student, card) if comments and card else {}
        for each in comments:
            lines = source_lines(sources.get(each.file, ""))
            if each.file in sources and each.line > len(lines):
                count = len(lines) - (not lines[-1])
                raise UsageError(
                    text(
                        "wrong.comment_line",
                        place=each.place,
                        file=each.file,
                        student=student.student,
                        count=count,
                        line=each.line,
                    )
                )
            if each.file in sources and each.line > LINES:
                raise UsageError(text("wrong.comment_beyond", place=each.place, most=LINES))


def _write_students(folder: Path, made: Material, late: Late) -> None:
    """A page for each scorecard; from here on `made` has the scorecards in the language, without the tests that are void."""
    for old in folder.glob("*.pdf"):  # it may show a grade that is another by now
        old.unlink()
    title = made.lesson.heading(made.language)
    for student in made.graded.students:
        if card := made.cards.get(student.student):
            grade = made.grades[student.student]
            shown = student_card(card, grade, made.lesson, late, made.language)
            shown = msgspec.structs.replace(shown, student=grade.name or shown.student)
            sources = made.source(student, card)
            text = scorecard_page(shown, language=made.language, title=title, sources=sources, grade=grade)
            write_text(folder / page_name(student), text)
            made.cards[student.student] = as_tested(card.spoken(made.language), grade)
    keep_only(folder, {page_name(each) for each in made.graded.students if each.student in made.cards})


def _write_index(out: Path, folder: Path, made: Material, book: Book) -> None:
    similar = read_similar(folder)
    text = class_page(
        made.graded,
        book.grades,
        made.cards,
        language=made.language,
        title=made.lesson.heading(made.language),
        alike=similar.pairs if similar else None,
        pair_links=write_pairs(out / "similar", similar, made) if similar else [],
        warnings=book.warnings,
    )
    write_text(out / "index.html", text)


@contextlib.contextmanager
def _held(folder: Path, out: Path) -> Iterator[None]:
    """The class's folder, held alone where it is written to; elsewhere only looked at, for it may be one that nobody can write."""
    if out == folder:
        with Store(folder):
            yield
        return
    _own(out)
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(FileNotFoundError, PermissionError):
            lock = stack.enter_context((folder / ".lock").open("rb"))
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UsageError(text("wrong.report_busy", folder=str(folder))) from None
        yield


def _own(out: Path) -> None:
    """Make the folder; raises UsageError where it holds something that is no report of a class."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        others = {path.name for path in out.iterdir()} - {"index.html", "grades.csv", "students", "similar"}
    except OSError as error:
        raise UsageError(text("wrong.report_out", out=str(out), error=str(error.strerror))) from None
    if others:
        raise UsageError(text("wrong.report_others", out=str(out), name=sorted(others)[0]))
