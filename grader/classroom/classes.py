"""A graded class as a value: what `grade` returns, what `DIR/class.json` holds, and the grades that follow from it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from grader.classroom.adjustments import Adjustment, read_adjustments
from grader.classroom.score_changes import Move
from grader.classroom.store import Shelf, write_whole
from grader.classroom.tables import csv_bytes
from grader.course.late import Late
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.scorecard import Scorecard, pretty
from grader.sentences import Part, in_language, said, text, value_of

__all__ = ["Class", "Grade", "Student", "grades_of", "lesson_of", "read_class", "save_class"]


class Student(Struct, frozen=True, kw_only=True):
    """Who handed in what. file: the scorecard's name without its ending. same_as: who handed in the very same bytes.

    also: other names, such as an id and an address. unstable: tests whose outcome another seed changed. worth_reading: names by which
    a forbidden function can be hidden, with the lines where they stand. fault: why the last grading failed by our fault, though an
    earlier scorecard stands. skipped: why the last run could not take the file. texts: these sentences as values.
    """

    student: str
    file: str
    also: list[str] = []
    submission: str = ""
    problem: str = ""
    late: bool = False
    handed_in: datetime.datetime | None = None
    same_as: list[str] = []
    graded_now: bool = False
    unstable: list[str] = []
    worth_reading: list[str] = []
    fault: str = ""
    skipped: str = ""
    texts: dict[str, Part] | UnsetType = UNSET


class Class(Struct, frozen=True, kw_only=True):
    """missing: on the roster, nothing handed in. unknown: handed in, not on the roster. moves: whose score this run moved.

    gone: whose file went away while the run began. notes: what else a teacher should know of the run. language: what it is said in.
    texts: its sentences as values.
    """

    schema: str = "dlgrade/class/1"
    lesson: str
    seed: int
    form: str
    students: list[Student]
    missing: list[str] = []
    unknown: list[str] = []
    ignored: list[str] = []
    withdrawn: list[str] = []
    gone: list[str] = []
    moves: list[Move] = []
    notes: list[str] = []
    language: str = "en"
    texts: dict[str, Part] | UnsetType = UNSET

    def spoken(self, language: str) -> Class:
        """The same class, said in that language."""
        students = [in_language(each, language) for each in self.students]
        moves = [in_language(each, language) for each in self.moves]
        told = msgspec.structs.replace(self, students=students, moves=moves, language=language)
        return in_language(told, language)


class Grade(Struct, frozen=True, kw_only=True):
    """What a student gets: the scorecard's points, what people changed, what lateness costs. score: None while it is unknown."""

    student: str
    file: str = ""
    outcome: str
    tasks: dict[int, Decimal] = {}
    points: Decimal | None = None
    adjusted: Decimal = Decimal(0)
    days_late: Decimal = Decimal(0)
    penalty: Decimal = Decimal(0)
    score: Decimal | None = None
    max_score: Decimal | None = None
    late: bool = False
    reasons: list[str] = []
    problem: str = ""
    same_as: list[str] = []
    unstable: list[str] = []
    texts: dict[str, Part] | UnsetType = UNSET


def save_class(graded: Class, late: Late, folder: Path) -> list[Grade]:
    """Write class.json and grades.csv, and return the grades."""
    write_whole(folder / "class.json", pretty(graded))
    grades = grades_of(graded, late, folder)
    write_whole(folder / "grades.csv", _table(grades, graded.lesson))
    return grades


def read_class(folder: Path) -> Class:
    """What a run has left in its folder; raises UsageError where none has ended yet."""
    try:
        return msgspec.json.decode((folder / "class.json").read_bytes(), type=Class)
    except FileNotFoundError:
        raise UsageError(
            f"{folder} holds no graded class. `dlgrade grade LESSON SUBMISSIONS --out {folder}`."
        ) from None
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(f"{folder / 'class.json'} cannot be read: {error}. Type `dlgrade grade` again.") from None


def lesson_of(name: str, folder: Path, course: Course) -> Lesson:
    """The lesson of that name, of which `folder` is a graded class. Raises UsageError where the course has it no more."""
    try:
        return course.lesson(name)
    except UsageError as error:
        raise UsageError(
            f"{error} It is the lesson of {folder}: was its folder renamed? `dlgrade regrade {folder} --lesson NEW_NAME` repairs that."
        ) from None


def grades_of(graded: Class, late: Late, folder: Path) -> list[Grade]:
    """One grade a student, and one for each who did not hand in. Reads the scorecards and adjustments.csv."""
    names = {each.student: each.student for each in graded.students} | {name: name for name in graded.missing}
    for each in graded.students:
        names |= {other: each.student for other in each.also if other not in names}
    adjustments = read_adjustments(folder / "adjustments.csv", graded.lesson, names)
    shelf = Shelf(folder / "scorecards")
    grades = []
    for each in graded.students:
        grade = _grade(each, shelf.card(each.file), adjustments.get(each.student, []), late, graded.lesson)
        grades.append(in_language(grade, graded.language))
    for name in graded.missing:
        reasons = [each.reason for each in adjustments.get(name, [])]
        given = sum((each.points for each in adjustments.get(name, [])), Decimal(0))
        score = given if reasons else None
        grades.append(Grade(student=name, outcome="not handed in", adjusted=given, score=score, reasons=reasons))
    return grades


def _grade(student: Student, card: Scorecard | None, adjustments: list[Adjustment], late: Late, lesson: str) -> Grade:
    known = card is not None and card.outcome == "graded"
    tasks = {task.number: task.score for task in card.tasks} if card and known else {}
    before = sum(tasks.values(), Decimal(0))
    for each in adjustments:
        if each.task is not None:
            tasks[each.task] = max(Decimal(0), tasks.get(each.task, Decimal(0)) + each.points)
    whole = sum((each.points for each in adjustments if each.task is None), Decimal(0))
    total = max(Decimal(0), sum(tasks.values(), Decimal(0)) + whole)
    forgiven = sum((each.days for each in adjustments), Decimal(0))
    days = max(Decimal(0), late.days(lesson, student.handed_in) + forgiven)
    penalty = late.penalty(total, days)
    return Grade(
        student=student.student,
        file=student.file,
        outcome=card.outcome if card else "not graded",
        tasks=tasks,
        points=before if known else None,
        adjusted=total - before,
        days_late=days,
        penalty=penalty,
        score=total - penalty if known else None,
        max_score=card.max_score if card and known else None,
        late=student.late or days > 0,
        reasons=[each.reason for each in adjustments],
        same_as=student.same_as,
        unstable=student.unstable,
        **said(problem=_problem(student, card)),
    )


def _problem(student: Student, card: Scorecard | None) -> Part:
    """What stands in the way of a score, or of a newer one."""
    stands = bool(card and card.outcome == "graded")
    if student.fault:
        why = value_of(student, "fault")
        return text("class.fault_stands", why=why) if stands else text("class.fault", why=why)
    if student.skipped:
        why = value_of(student, "skipped")
        return text("class.stands", why=why) if stands else why
    if student.problem:
        return value_of(student, "problem")
    return value_of(card, "message") if card and card.outcome != "graded" else ""


def _table(grades: list[Grade], lesson: str) -> bytes:
    numbers = sorted({number for grade in grades for number in grade.tasks})
    head = ["student", "lesson", "score", "max_score", *(f"task {number}" for number in numbers)]
    head += [
        "points",
        "adjusted",
        "days_late",
        "penalty",
        "late",
        "outcome",
        "reasons",
        "problem",
        "same_as",
        "unstable",
    ]
    rows = [
        [
            grade.student,
            lesson,
            grade.score,
            grade.max_score,
            *(grade.tasks.get(number) for number in numbers),
            grade.points,
            grade.adjusted,
            grade.days_late,
            grade.penalty,
            "yes" if grade.late else "no",
            grade.outcome,
            "; ".join(grade.reasons),
            grade.problem,
            "; ".join(grade.same_as),
            "; ".join(grade.unstable),
        ]
        for grade in grades
    ]
    return csv_bytes([head, *rows])
