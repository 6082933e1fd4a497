"""A class's grades in nbgrader's gradebook, as automatic scores and comments; what a person gave is never touched.

Scores are by task and exact up to nbgrader's own binary floats.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from grader.classroom.called import called
from grader.classroom.classes import Class, ClassMember, lesson_of, read_class
from grader.classroom.grade_book import grade_book
from grader.classroom.grades import Grade
from grader.classroom.store import Shelf, Store, late_in
from grader.classroom.tables import plain
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.lms.left_out import LeftOut, left_out
from grader.lms.results import Result, notes_of
from grader.reports.shown import student_card
from grader.reports.visible import visible
from grader.scorecard import Scorecard, TestResult
from grader.sentences import default_language, render, text

__all__ = ["ANSWER", "TASK", "Exported", "export_nbgrader", "unscored"]

TASK, ANSWER = "task-{}", "answer-{}"  # how `dlgrade notebook` names the cell of a task's points, and of its answer
UNSCORED = "Graded by dlgrade, outside of this notebook.\n"
# nbgrader shows a comment as Markdown, and what student code said may stand in it.
MARKDOWN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "[": "&#91;"})
COMMENT = 500  # characters of one sentence


class Exported(Struct, frozen=True):
    """written: whose scores are in the gradebook now. left_out: what is not. notes: what a teacher should know of the class."""

    written: list[str]
    left_out: list[LeftOut]
    notes: list[str] = []


def unscored(notebook: Any, resources: Any) -> tuple[Any, Any]:
    """A step for nbgrader's autograde in the place of the one that runs student code: 0 points until dlgrade's come.

    nbgrader gives a graded cell without any output full marks, and one with output on stderr none.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade"):
            cell.outputs = [type(cell)(output_type="stream", name="stderr", text=UNSCORED)]
    return notebook, resources


def export_nbgrader(folder: Path, course: Course, gradebook: Path, assignment: str) -> Exported:
    """Write the class's scores and comments to the gradebook, and make it if there is none.

    Raises UsageError when the gradebook does not hold this assignment with the lesson's points.
    """
    graded = read_class(folder)
    lesson = lesson_of(graded.lesson, folder, course)
    book = grade_book(graded, course, folder)
    grades = {grade.student: grade for grade in book.grades}
    policy = late_in(folder, course.facts.late)
    late = policy.due_of(lesson.name) is not None
    settings = Store(folder).settings
    language = settings.language if settings else "en"
    written, nobody = [], []
    whole = sum((task.points for task in lesson.facts.tasks), Decimal(0))
    scaled = {each.max_score for each in book.grades if each.max_score and each.max_score < whole}
    with _opened(gradebook, lesson, assignment) as theirs:
        for student in graded.students:
            grade, card = grades[student.student], Shelf(folder / "scorecards").card(student.file)
            card = student_card(card, grade, lesson, policy, language) if card else None
            known = theirs.name_of(student, graded)
            if card is None or grade.score is None:
                nobody.append(Result(grade, card).left_out)
            elif known is None:
                nobody.append(left_out(student.student, text("match.nbgrader_none")))
            else:
                theirs.write(known, student, grade, card, late)
                written.append(known)
                if rest := grade.score + grade.penalty - sum(grade.tasks.values()):
                    nobody.append(left_out(student.student, text("match.nbgrader_whole", points=f"{rest:+}")))
    given = [(name, points) for name in graded.missing if (points := grades[name].score) is not None]
    nobody += [left_out(name, text("match.nbgrader_without", points=str(points))) for name, points in given]
    notes = [text("match.scaled", ours=plain(most), theirs=plain(whole)) for most in sorted(scaled)]
    said = [render(note, default_language()) for note in notes]
    return Exported(written, nobody, [*said, *notes_of(folder, book, graded.lesson, language)])


class _Book:
    """One assignment in an open gradebook."""

    def __init__(self, api: Any, lesson: Lesson, assignment: str, notebook: str, new: bool) -> None:
        self.api, self.lesson, self.assignment, self.notebook, self.new = api, lesson, assignment, notebook, new
        self.points = sum((task.points for task in lesson.facts.tasks), Decimal(0))
        self.students = {student.id for student in api.students}
        cells = {cell.name for cell in api.find_notebook(notebook, assignment).solution_cells}
        self.answers: dict[int, str] = {}  # where the comment on each task stands: at its own answer or the one before
        for task in lesson.facts.tasks:
            before = self.answers.get(task.number - 1, "")
            self.answers[task.number] = name if (name := ANSWER.format(task.number)) in cells else before
        self.optional = cells - set(self.answers.values())  # a student may leave these as they are

    def name_of(self, student: ClassMember, graded: Class) -> str | None:
        """What the student is called here; None for a stranger. A new gradebook, or nbgrader's own tree, makes them known."""
        names = called(graded)[student.student].names
        known = next((name for name in names if name in self.students), None)
        return known or (student.student if self.new or graded.form.startswith("nbgrader") else None)

    def write(self, name: str, student: ClassMember, grade: Grade, card: Scorecard, late: bool) -> None:
        """Scores are of the lesson's points: where a test is taken out of the maximum, all are scaled, as for every gradebook."""
        scale = max(Decimal(1), self.points / grade.max_score) if grade.max_score else Decimal(1)
        api, where = self.api, (self.notebook, self.assignment, name)
        api.update_or_create_student(name)
        time = student.handed_in and student.handed_in.astimezone(UTC).replace(tzinfo=None)
        api.update_or_create_submission(self.assignment, name, **({"timestamp": time} if time else {}))
        for task in self.lesson.facts.tasks:
            entry = api.find_grade(TASK.format(task.number), *where)
            score = float(grade.tasks.get(task.number, Decimal(0)) * scale)
            entry.needs_manual_grade = entry.manual_score is not None and entry.auto_score != score
            entry.auto_score = score
        for cell, comment in self._comments(card).items():
            api.find_comment(cell, *where).auto_comment = comment
        if late:
            api.find_submission_notebook(*where).late_submission_penalty = float(grade.penalty * scale)
        api.db.commit()

    def _comments(self, card: Scorecard) -> dict[str, str | None]:
        """What is said below each answer: a line for each claim that does not hold, with the reason."""
        lines: dict[str, list[str]] = defaultdict(list)
        for task in card.tasks:
            missed = [test for test in task.tests if test.outcome != "passed" and test.void is UNSET]
            lines[self.answers.get(task.number, "")] += [_said(test) for test in missed]
        lines.pop("", None)
        comments: dict[str, str | None] = dict.fromkeys(self.optional)  # nbgrader's own says "No response."
        return comments | {cell: "\n".join(said) or None for cell, said in lines.items()}


@contextlib.contextmanager
def _opened(path: Path, lesson: Lesson, assignment: str) -> Iterator[_Book]:
    try:
        from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
        from sqlalchemy import URL
        from sqlalchemy.exc import SAWarning, SQLAlchemyError
    except ImportError:
        raise UsageError(text("wrong.needs_nbgrader")) from None
    new = not path.exists() or not path.stat().st_size
    if not path.parent.is_dir():
        raise UsageError(text("wrong.nbgrader_folder", path=str(path.parent)))
    try:
        course = "default_course" if new else _course_of(path)
        with warnings.catch_warnings(), _programs_found():
            warnings.simplefilter("ignore", SAWarning)
            with Gradebook(URL.create("sqlite", database=str(path.absolute())), course) as api:
                notebook = _make(api, lesson, assignment) if new else _find(api, path, lesson, assignment)
                yield _Book(api, lesson, assignment, notebook, new)
    except (SQLAlchemyError, sqlite3.Error, InvalidEntry, MissingEntry) as error:
        if new:
            path.unlink(missing_ok=True)  # half of one would be in the way
        said = str(getattr(error, "orig", None) or error).splitlines()[0][:200]
        raise UsageError(text("wrong.nbgrader_gradebook", path=str(path), said=said)) from None


def _course_of(path: Path) -> str:
    """The course in the gradebook; asking nbgrader with another name would add a course."""
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        row = database.execute("select id from course").fetchone()
    return str(row[0]) if row else "default_course"


@contextlib.contextmanager
def _programs_found() -> Iterator[None]:
    """For a new gradebook nbgrader calls `alembic` by name, which lies beside this Python."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.prefix) / "bin"), before))
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _make(api: Any, lesson: Lesson, assignment: str) -> str:
    notebook = Path(lesson.facts.file).stem
    api.add_assignment(assignment)
    api.add_notebook(notebook, assignment)
    for task in lesson.facts.tasks:
        points = float(task.points)
        api.add_grade_cell(TASK.format(task.number), notebook, assignment, max_score=points, cell_type="code")
        api.add_solution_cell(ANSWER.format(task.number), notebook, assignment)
    return notebook


def _find(api: Any, path: Path, lesson: Lesson, assignment: str) -> str:
    """The name of the assignment's notebook that has the lesson's tasks, each with its points."""
    names = [each.name for each in api.assignments]
    if assignment not in names:
        has = ", ".join(names) or text("wrong.no_assignment")
        raise UsageError(text("wrong.nbgrader_assignment", path=str(path), assignment=assignment, has=has))
    wanted = {TASK.format(task.number): float(task.points) for task in lesson.facts.tasks}
    for notebook in api.find_assignment(assignment).notebooks:
        if wanted == {cell.name: cell.max_score for cell in notebook.grade_cells}:
            return str(notebook.name)
    cells = ", ".join(f"{name} of {points:g}" for name, points in wanted.items())
    raise UsageError(text("wrong.nbgrader_cells", assignment=assignment, lesson=lesson.id, cells=cells))


def _said(test: TestResult) -> str:
    given = [text for text in (test.hint, test.message) if text and not isinstance(text, UnsetType)]
    reason = " ".join(visible(given[0], COMMENT).split()) if given else test.outcome
    return f"- {test.claim}: {reason}".translate(MARKDOWN)
