"""What exporters export: of each student the scorecard, and the grade that lateness and people have made of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct

from grader.classroom.classes import Grade, grades_of, read_class
from grader.classroom.store import Shelf, Store
from grader.course.lessons import Course
from grader.errors import GraderFault, UsageError
from grader.scorecard import Scorecard, decode
from grader.sentences import default_language

__all__ = ["Graded", "Result", "grade_of", "read_results"]


class Result(Struct, frozen=True):
    """One student's. card: None where nothing was handed in or graded. also: other names of the student."""

    grade: Grade
    card: Scorecard | None = None
    also: tuple[str, ...] = ()

    @property
    def problem(self) -> str:
        """Why there is no score to export, though something was handed in; empty where there is one."""
        if self.grade.score is not None or self.grade.outcome == "not handed in":
            return ""
        return self.grade.problem or self.grade.outcome

    def graded(self) -> tuple[Scorecard, Decimal, Decimal]:
        """The scorecard, the score and the most that there is. Raises GraderFault where there is no score: a fault is no zero."""
        grade = self.grade
        if self.card is None or grade.score is None or not grade.max_score:
            whose = grade.student or "the submission"
            raise GraderFault(f"{whose} has no score: {self.problem or grade.outcome}. Grade it again.")
        return self.card, grade.score, grade.max_score


class Graded(Struct, frozen=True):
    """A class, or one submission. whole: it is a class."""

    lesson: str
    language: str
    whole: bool
    results: list[Result]


def read_results(path: Path, course: Course) -> Graded:
    """What `dlgrade grade` left in a folder, or the one scorecard of a file that `dlgrade check --json` printed.

    Scores are those of grades.csv: with adjustments.csv, and without what lateness costs. Raises UsageError.
    """
    if not path.is_dir():
        return _one(path)
    graded = read_class(path)
    settings = Store(path).settings
    shelf = Shelf(path / "scorecards")
    also = {each.student: tuple(each.also) for each in graded.students}
    grades = grades_of(graded, course.facts.late, path)
    results = [
        Result(grade, shelf.card(grade.file) if grade.file else None, also.get(grade.student, ())) for grade in grades
    ]
    return Graded(graded.lesson, settings.language if settings else "en", True, results)


def grade_of(card: Scorecard) -> Grade:
    """The grade of a scorecard that nothing has changed."""
    known = card.outcome == "graded"
    return Grade(
        student="" if card.student is UNSET else card.student,
        outcome=card.outcome,
        tasks={task.number: task.score for task in card.tasks},
        points=card.score if known else None,
        score=card.score if known else None,
        max_score=card.max_score if known else None,
        problem="" if known or card.message is UNSET else card.message,
    )


def _one(path: Path) -> Graded:
    try:
        card = decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(
            f"{path} is neither the folder of a graded class nor a scorecard: {error}. "
            "`dlgrade check LESSON FILE --json > card.json` makes one."
        ) from None
    language = default_language()
    return Graded(card.lesson, language, False, [Result(grade_of(card), card.spoken(language))])
