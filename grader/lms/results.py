"""What exporters export: of each student the scorecard, and the grade that lateness and people have made of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct

from grader.classroom.called import Called, called
from grader.classroom.classes import lesson_of, read_class
from grader.classroom.grade_book import Book, grade_book
from grader.classroom.grades import Grade, grade_of_card
from grader.classroom.grades_file import grades_table
from grader.classroom.store import Shelf, Store, late_in
from grader.course.lessons import Course
from grader.errors import GraderFault, UsageError
from grader.lms.left_out import LeftOut
from grader.reports.shown import student_card
from grader.scorecard import Scorecard, decode
from grader.sentences import default_language, render, speaker, text

__all__ = ["GradedClass", "Result", "automatic", "notes_of", "read_results", "twice_late"]


class Result(Struct, frozen=True):
    """One student's. card: what the student may see of it, with the points that count; None where nothing was handed in or graded.

    called: what else names the student.
    """

    grade: Grade
    card: Scorecard | None = None
    called: Called = Called()

    @property
    def problem(self) -> str:
        """Why there is no score to export, though something was handed in; empty where there is one."""
        if self.grade.score is not None or self.grade.outcome == "not handed in":
            return ""
        if self.grade.unfinished:
            return speaker(default_language())("match.unfinished", tasks=", ".join(map(str, self.grade.unfinished)))
        return self.grade.problem or self.grade.outcome

    @property
    def left_out(self) -> LeftOut:
        """For who has a problem: a fault of ours, a person has not ended, or nothing counts."""
        grade = self.grade
        ours = not (grade.unfinished or grade.pending or grade.nothing_counts)
        return LeftOut(grade.student, self.problem, fault=ours)

    def graded(self) -> tuple[Scorecard, Decimal, Decimal]:
        """The scorecard, the score and the most that there is. Raises GraderFault where there is no score: a fault is no zero."""
        grade = self.grade
        if self.card is None or grade.score is None or not grade.max_score:
            whose = grade.student or text("told.the_submission")
            raise GraderFault(text("fault.no_score", whose=whose, why=self.problem or grade.outcome))
        return self.card, grade.score, grade.max_score


class GradedClass(Struct, frozen=True):
    """A class, or one submission. whole: it is a class. notes: what a teacher should know before it goes anywhere."""

    lesson: str
    language: str
    whole: bool
    results: list[Result]
    notes: list[str] = []


def read_results(path: Path, course: Course) -> GradedClass:
    """What `dlgrade grade` left in a folder, or the one scorecard of a file that `dlgrade check --json` printed.

    Scores are those of grades.csv, with all that people and lateness changed. Raises UsageError.
    """
    if not path.is_dir():
        return _one(path)
    graded = read_class(path)
    settings = Store(path).settings
    language = settings.language if settings else "en"
    lesson, late, shelf = (
        lesson_of(graded.lesson, path, course),
        late_in(path, course.facts.late),
        Shelf(path / "scorecards"),
    )
    names = called(graded)
    book = grade_book(graded, course, path)
    results = []
    for grade in book.grades:
        card = shelf.card(grade.file) if grade.file else None
        shown = student_card(card, grade, lesson, late, language) if card else None
        results.append(Result(grade, shown, names[grade.student]))
    return GradedClass(
        graded.lesson,
        language,
        True,
        results,
        notes_of(path, book, graded.lesson, language) + twice_late(book.grades),
    )


def notes_of(folder: Path, book: Book, lesson: str, language: str) -> list[str]:
    """What a teacher should know of a class's tables and pages before the grades go anywhere."""
    return [*(render(each, language) for each in book.warnings), *_stale(folder, book.grades, lesson)]


def _stale(folder: Path, grades: list[Grade], lesson: str) -> list[str]:
    """A warning where a table of the teacher's has changed since the pages were written."""
    table = folder / "grades.csv"
    if not table.is_file() or table.read_bytes() == grades_table(grades, lesson):
        return []
    return [speaker(default_language())("match.stale", folder=str(folder))]


def twice_late(grades: list[Grade]) -> list[str]:
    """A warning where the platform may take off for lateness once more."""
    late = sum(bool(grade.penalty) for grade in grades)
    if not late:
        return []
    return [speaker(default_language())("match.twice_late", n=late)]


def _one(path: Path) -> GradedClass:
    try:
        card = decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(text("wrong.neither_class", path=str(path), error=str(error))) from None
    language = default_language()
    return GradedClass(card.lesson, language, False, [automatic(card.spoken(language), language)])


def automatic(card: Scorecard, language: str) -> Result:
    """One submission, that belongs to no class: what a person grades is left to the platform, which has a place of its own for it."""
    by_hand = [task for task in card.tasks if task.by_hand is not UNSET]
    if by_hand:
        tasks = [msgspec.structs.replace(task, by_hand=UNSET) for task in card.tasks if task.tests or not task.by_hand]
        told = speaker(language)("export.by_person", tasks=", ".join(str(task.number) for task in by_hand))
        card = msgspec.structs.replace(card, tasks=tasks, notes=[*card.notes, told])
    return Result(grade_of_card(card), card)
