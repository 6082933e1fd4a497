"""A graded class as a value: what `grade` returns, what `DIR/class.json` holds, and the grades that follow from it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from grader.classroom.choices import Ruling, read_choices
from grader.classroom.corrections import Corrections, add_manual_lines, read_corrections
from grader.classroom.entries import past_due
from grader.classroom.grades import Grade, grade_of_student
from grader.classroom.roster import read_csv
from grader.classroom.score_changes import Move, withheld
from grader.classroom.sheets import Known
from grader.classroom.store import Shelf, Store
from grader.classroom.tables import as_it_was, csv_bytes, plain
from grader.course.lessons import Course, Lesson
from grader.course.names import short_name
from grader.errors import LessonError, UsageError, said_by
from grader.files import write_whole
from grader.scorecard import Scorecard, pretty
from grader.sentences import Line, Part, in_language, said, text, value_of

__all__ = ["Book", "Class", "ClassMember", "Grade", "grade_book", "grades_of", "lesson_of", "read_class", "save_class"]

MOST_NAMED = 5


class ClassMember(Struct, frozen=True, kw_only=True):
    """Who handed in what. file: the scorecard's name without its ending. same_as: who handed in the very same bytes.

    also: other names, such as an id and an address. name, ids: the roster's name of the student, and what else it says to name them by:
    numbers of the school, logins, addresses; likely_ids: the same where the name is likely and not certain, which no other system is told. unstable: tests whose outcome another seed changed. worth_reading: names by which
    a forbidden function can be hidden, with the lines where they stand. fault: why the last grading failed by our fault, though an
    earlier scorecard stands. skipped: why the last run could not take the file. chosen: the file that
    choices.csv named when it was graded. texts: these sentences as values.
    """

    student: str
    file: str
    also: list[str] = []
    name: str = ""
    ids: list[str] = []
    likely_ids: list[str] = []
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
    chosen: str = ""
    texts: dict[str, Part] | UnsetType = UNSET


class Class(Struct, frozen=True, kw_only=True):
    """missing: on the roster, nothing handed in. unknown: handed in, not on the roster. near: who may be somebody of the roster, and is
    neither missing nor unknown. moves: whose score this run moved.

    gone: whose file went away while the run began. changed: whose grade is another than grades.csv had. left: names of those who were in
    the class and are no more. notes: what else a teacher should know of the run. language: what it is said in. texts: its sentences as
    values.
    """

    schema: str = "dlgrade/class/1"
    lesson: str
    seed: int
    form: str
    students: list[ClassMember]
    missing: list[str] = []
    unknown: list[str] = []
    near: list[str] = []
    ignored: list[str] = []
    withdrawn: list[str] = []
    gone: list[str] = []
    moves: list[Move] = []
    changed: list[str] = []
    notes: list[str] = []
    left: list[str] = []
    language: str = "en"
    texts: dict[str, Part] | UnsetType = UNSET

    def spoken(self, language: str) -> Class:
        """The same class, said in that language."""
        students = [in_language(each, language) for each in self.students]
        moves = [in_language(each, language) for each in self.moves]
        told = msgspec.structs.replace(self, students=students, moves=moves, language=language)
        return in_language(told, language)


class Book(Struct, frozen=True):
    """The grades of a class. warnings: what a teacher should look at in the tables. changed: whose grade is another than grades.csv had."""

    grades: list[Grade]
    warnings: list[Line] = []
    changed: list[str] = []


def save_class(graded: Class, course: Course, folder: Path) -> Book:
    """Write class.json, grades.csv and, for tasks that a person grades, the lines of manual.csv; return the grades."""
    graded = msgspec.structs.replace(graded, changed=[])
    write_whole(folder / "class.json", pretty(graded))
    lesson = _lesson_or_none(graded, course)
    if lesson:
        known = known_of(graded, course, folder)
        add_manual_lines(folder, lesson, [each.student for each in graded.students], known)
    book = grade_book(graded, course, folder)
    changed = _changed(folder / "grades.csv", book.grades)
    if changed:
        write_whole(folder / "class.json", pretty(msgspec.structs.replace(graded, changed=changed)))
    write_whole(folder / "grades.csv", grades_table(book.grades, graded.lesson))
    return msgspec.structs.replace(book, changed=changed)


def read_class(folder: Path) -> Class:
    """What a run has left in its folder; raises UsageError where none has ended yet."""
    try:
        return msgspec.json.decode((folder / "class.json").read_bytes(), type=Class)
    except FileNotFoundError:
        if Store(folder).settings:
            count = len(Shelf(folder / "scorecards").stems())
            raise UsageError(text("wrong.class_unfinished", folder=str(folder), count=str(count))) from None
        raise UsageError(text("wrong.class_none", folder=str(folder))) from None
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(text("wrong.class_unreadable", path=str(folder / "class.json"), error=str(error))) from None


def lesson_of(name: str, folder: Path, course: Course) -> Lesson:
    """The lesson of that name, of which `folder` is a graded class. Raises UsageError where the course has it no more."""
    try:
        return course.lesson(name)
    except LessonError:  # it is there, and a file of it is not as it must be
        raise
    except UsageError as error:
        raise UsageError(text("wrong.class_renamed", error=said_by(error), folder=str(folder))) from None


def grades_of(graded: Class, course: Course, folder: Path) -> list[Grade]:
    """One grade per student, and one for each who did not hand in. Reads the scorecards and the teacher's tables."""
    return grade_book(graded, course, folder).grades


def grade_book(graded: Class, course: Course, folder: Path) -> Book:
    """The grades as they are now, with what a teacher should look at. Raises UsageError for a table that cannot be meant so."""
    known = known_of(graded, course, folder)
    late = course.facts.late
    corrections = read_corrections(folder, known, _lesson_or_none(graded, course))
    rulings = read_choices(folder, known, corrections.warnings)
    shelf = Shelf(folder / "scorecards")
    grades, waits = [], 0
    for each in graded.students:
        card = shelf.card(each.file)
        waits += bool(card and withheld(card))
        facts = {"file": each.file, "name": each.name, "handed_in": each.handed_in, "late_there": each.late}
        facts |= {"same_as": each.same_as, "unstable": each.unstable} | said(problem=_problem(each, card))
        grade = grade_of_student(each.student, card, corrections, late, graded.lesson, **facts)
        grades.append(_ruled(grade, each, rulings.get(each.student), folder))
    most = max((grade.max_score for grade in grades if grade.max_score), default=None)
    grades += [_not_handed_in(name, corrections, most) for name in graded.missing]
    grades = [in_language(grade, graded.language) for grade in grades]
    waiting = [
        text("class.of_student", student=grade.student, what=value_of(grade, "problem"))
        for grade in grades
        if grade.pending
    ]
    none = [text("class.nothing_counts")] if any(grade.nothing_counts for grade in grades) else []
    warnings = [*_cut_off(folder), *corrections.warnings, *waiting, *_late_unknown(grades), *none]
    return Book(grades, [*warnings, *_withheld(waits, graded, course, folder)])


def _ruled(grade: Grade, student: ClassMember, ruling: Ruling | None, folder: Path) -> Grade:
    """The grade with the ruling on its file. Where another file was graded than counts now, there is no score."""
    now = ruling.file if ruling else ""
    if now == student.chosen:
        return msgspec.structs.replace(grade, chosen=f"{now}: {ruling}" if ruling else "")
    file = now or text("class.choice_none")
    why = said(problem=text("class.choice_waits", file=file, command=f"dlgrade regrade {folder}"))
    return msgspec.structs.replace(grade, score=None, outcome="not graded", pending=True, **why)


def known_of(graded: Class, course: Course, folder: Path) -> Known:
    """Who and what the tables of this class may speak of."""
    names = {each.student: each.student for each in graded.students} | {name: name for name in graded.missing}
    others: dict[str, set[str]] = {}
    for each in graded.students:
        for other in filter(None, (*each.also, each.name, *each.ids, *each.likely_ids)):
            others.setdefault(other, set()).add(each.student)
    names |= {other: whose.pop() for other, whose in others.items() if len(whose) == 1 and other not in names}
    settings = Store(folder).settings
    own = {graded.lesson, *(settings.formerly if settings else [])}
    own |= set(map(short_name, own))
    lessons = {*course.names, *map(short_name, course.names)}
    return Known(names, graded.left, own, lessons - own)


def _lesson_or_none(graded: Class, course: Course) -> Lesson | None:
    """The class's lesson, where the course still has it."""
    return course.lesson(graded.lesson) if graded.lesson in course.names else None


def _not_handed_in(name: str, corrections: Corrections, most: Decimal | None) -> Grade:
    """Nothing but what people give."""
    own = [each for each in corrections.of(name).adjustments if each.student == name]
    given = sum((each.points for each in own), Decimal(0))
    for each in own:
        if most is not None and given > most and not each.bonus:
            raise each.row.error(
                text("row.beyond", points=f"{each.points:+}", given=str(given), most=str(most), name=name)
            )
    reasons = [each.reason for each in own]
    return Grade(
        student=name,
        outcome="not handed in",
        adjusted=given,
        score=max(Decimal(0), given) if own else None,
        reasons=reasons,
    )


def _cut_off(folder: Path) -> list[Line]:
    """A warning where the last grading replaced some of the scorecards and not yet the others."""
    settings = Store(folder).settings
    halfway = bool(settings and settings.unfinished)
    return [text("class.cut_off", command=f"dlgrade regrade {folder}")] if halfway else []


def _withheld(count: int, graded: Class, course: Course, folder: Path) -> list[Line]:
    """A warning where scorecards lack the tests that run only after the deadline."""
    lesson = _lesson_or_none(graded, course)
    if not count or not lesson:
        return []
    due = past_due(lesson, course.facts.late)
    return [text("class.withheld_due" if due else "class.withheld", n=count, command=f"dlgrade regrade {folder}")]


def _late_unknown(grades: list[Grade]) -> list[Line]:
    late = [grade.student for grade in grades if not grade.days_known]
    return [text("class.late_unknown", n=len(late), who=", ".join(late[:MOST_NAMED]))] if late else []


def _changed(path: Path, grades: list[Grade]) -> list[str]:
    """Whose score is another than the table of before has, with why where people changed it."""
    if not path.exists():
        return []
    header, *rows = read_csv(path) or [[]]
    before = {as_it_was(row[0]): dict(zip(header, row, strict=False)) for row in rows if row}
    lines = []
    for grade in grades:
        row = before.get(grade.student)
        if row is None:
            continue
        old = [row.get(name, "") for name in ("score", "max_score")]
        new = ["" if number is None else plain(number) for number in (grade.score, grade.max_score)]
        if old != new:
            most = old[1] != new[1] and old[1] and new[1]
            moved = " -> ".join(f"{score or '?'} of {whole}" if most else score or "?" for score, whole in (old, new))
            told = as_it_was(row.get("reasons", ""))
            why = "; ".join(each for each in _reasons(grade) if each not in told)
            lines.append(f"{grade.student}: {moved}" + (f" ({why})" if why else ""))
    return lines


def _reasons(grade: Grade) -> list[str]:
    """Of everything that people changed, each once."""
    return list(dict.fromkeys(filter(None, [*grade.reasons, *map(str, grade.changes)])))


def _problem(student: ClassMember, card: Scorecard | None) -> Part:
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


def grades_table(grades: list[Grade], lesson: str) -> bytes:
    """grades.csv."""
    numbers = sorted({number for grade in grades for number in grade.tasks})
    columns: dict[str, Callable[[Grade], str | Decimal | None]] = {
        "student": lambda grade: grade.student,
        "lesson": lambda grade: lesson,
        "score": lambda grade: grade.score,
        "max_score": lambda grade: grade.max_score,
        **{f"task {number}": partial(_of_task, number) for number in numbers},
        "points": lambda grade: grade.points,
        "adjusted": lambda grade: grade.adjusted,
        "days_late": lambda grade: grade.days_late,
        "penalty": lambda grade: grade.penalty,
        "late": lambda grade: "yes" if grade.late else "no",
        "handed_in": lambda grade: grade.handed_in.isoformat(" ", "minutes") if grade.handed_in else None,
        "outcome": lambda grade: grade.outcome,
        "unfinished": lambda grade: "; ".join(f"task {number}" for number in grade.unfinished),
        "reasons": lambda grade: "; ".join(_reasons(grade)),
        "problem": lambda grade: grade.problem,
        "chosen": lambda grade: grade.chosen,
        "same_as": lambda grade: "; ".join(grade.same_as),
        "unstable": lambda grade: "; ".join(grade.unstable),
        "name": lambda grade: grade.name,
    }
    return csv_bytes([list(columns), *([value(grade) for value in columns.values()] for grade in grades)])


def _of_task(number: int, grade: Grade) -> Decimal | None:
    """A task that waits for a person has no points yet."""
    return None if number in grade.unfinished else grade.tasks.get(number)
