"""The grades of a class, from its scorecards and the teacher's tables."""

from __future__ import annotations

import contextlib
import datetime
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.classroom.adjustments import Adjustment, read_adjustments
from grader.classroom.best import another_is_best
from grader.classroom.choices import Ruling, read_choices
from grader.classroom.classes import Class, ClassMember, read_class
from grader.classroom.corrections import Corrections, add_manual_lines, read_corrections
from grader.classroom.grades import Grade, grade_of_student
from grader.classroom.grades_file import changed_grades, grades_table
from grader.classroom.lateness import about_lateness
from grader.classroom.score_changes import withheld
from grader.classroom.sheets import EVERYBODY, Known
from grader.classroom.store import Shelf, Store, late_in
from grader.classroom.written_for import note_written_for, written_for_another
from grader.course.lessons import Course, Lesson
from grader.course.names import short_name
from grader.errors import UsageError
from grader.files import write_whole
from grader.scorecard import Scorecard, pretty
from grader.sentences import Line, Part, in_language, said, text, value_of

__all__ = ["Book", "grade_book", "grades_of", "note_what_is_written", "ruled_before", "save_class", "with_time_left"]


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
        read_corrections(folder, known, lesson)  # what is wrong is named with the line that the teacher wrote
        add_manual_lines(folder, lesson, [each.student for each in graded.students], known)
        note_written_for(graded, known, folder)
    book = grade_book(graded, course, folder)
    changed = changed_grades(folder / "grades.csv", book.grades)
    if changed:
        write_whole(folder / "class.json", pretty(msgspec.structs.replace(graded, changed=changed)))
    write_whole(folder / "grades.csv", grades_table(book.grades, graded.lesson))
    return msgspec.structs.replace(book, changed=changed)


def note_what_is_written(course: Course, folder: Path) -> None:
    """Before scorecards are replaced: what the students have handed in whom a person has given points or comments since the last run."""
    with contextlib.suppress(UsageError):  # no run has ended yet, or who goes on says what is wrong
        graded = read_class(folder)
        note_written_for(graded, known_of(graded, course, folder), folder)


def with_time_left(course: Course, folder: Path) -> set[str]:
    """Those whose own deadline of adjustments.csv is still to come."""
    with contextlib.suppress(UsageError):  # no run has ended yet, or who goes on says what is wrong
        graded = read_class(folder)
        late, now = late_in(folder, course.facts.late), datetime.datetime.now(datetime.UTC)
        adjustments = read_adjustments(folder / "adjustments.csv", known_of(graded, course, folder), [])
        found = {each.student for each in adjustments if each.until and late.local(each.until) > now}
        return {each.student for each in graded.students} if EVERYBODY in found else found
    return set()


def ruled_before(course: Course, lesson: str, folder: Path, names: dict[str, str]) -> list[Adjustment]:
    """The adjustments, before the class is graded. names: of those who have handed in, and what they are called here."""
    known = Known(names, lesson={lesson, short_name(lesson)}, others={*course.names, *map(short_name, course.names)})
    with contextlib.suppress(UsageError):  # no run has ended yet
        before = known_of(read_class(folder), course, folder)
        known = Known({**before.names, **names}, before.left, before.lesson, before.others)
    with contextlib.suppress(UsageError):  # who writes the grades says what is wrong
        return read_adjustments(folder / "adjustments.csv", known, [])
    return []


def grades_of(graded: Class, course: Course, folder: Path) -> list[Grade]:
    """One grade per student, and one for each who did not hand in. Reads the scorecards and the teacher's tables."""
    return grade_book(graded, course, folder).grades


def grade_book(graded: Class, course: Course, folder: Path) -> Book:
    """The grades as they are now, with what a teacher should look at. Raises UsageError for a table that cannot be meant so."""
    known = known_of(graded, course, folder)
    late = late_in(folder, course.facts.late)
    corrections = read_corrections(folder, known, _lesson_or_none(graded, course))
    rulings = read_choices(folder, known, corrections.warnings)
    shelf = Shelf(folder / "scorecards")
    grades, waits, now = [], [0, 0], datetime.datetime.now(datetime.UTC)
    for each in graded.students:
        card = shelf.card(each.file)
        facts = {"file": each.file, "name": each.name, "handed_in": each.handed_in, "late_there": each.late}
        facts |= {"same_as": each.same_as, "unstable": each.unstable} | said(problem=_problem(each, card))
        grade = grade_of_student(each.student, card, corrections, late, graded.lesson, **facts)
        if card and withheld(card):
            waits[bool(grade.due and grade.due > now)] += 1
        if another_is_best(each, folder, corrections.of(each.student).adjustments, late, graded.lesson):
            grade = _waiting(grade, text("class.another_best", command=f"dlgrade regrade {folder}"))
        grades.append(_undecided(_ruled(grade, each, rulings.get(each.student), folder), each))
    most = max((grade.max_score for grade in grades if grade.max_score), default=None)
    grades += [_not_handed_in(name, corrections, most) for name in graded.missing]
    grades = [in_language(grade, graded.language) for grade in grades]
    waiting = [
        text("class.of_student", student=grade.student, what=value_of(grade, "problem"))
        for grade in grades
        if grade.pending
    ]
    none = [text("class.nothing_counts")] if any(grade.nothing_counts for grade in grades) else []
    warnings = [*_cut_off(folder), *corrections.warnings, *written_for_another(graded, known, folder), *waiting]
    warnings += [*about_lateness(grades, corrections, late, graded, folder, course), *none]
    return Book(grades, [*warnings, *_withheld(waits, folder)])


def _ruled(grade: Grade, student: ClassMember, ruling: Ruling | None, folder: Path) -> Grade:
    """The grade with the ruling on its file. Where another file was graded than counts now, there is no score."""
    now = ruling.file if ruling else ""
    if now == student.chosen:
        return msgspec.structs.replace(grade, chosen=f"{now}: {ruling}" if ruling else "")
    file = now or text("class.choice_none")
    return _waiting(grade, text("class.choice_waits", file=file, command=f"dlgrade regrade {folder}"))


def _waiting(grade: Grade, why: Line) -> Grade:
    """No score, for another file counts than the one that was graded."""
    return msgspec.structs.replace(grade, score=None, outcome="not graded", pending=True, **said(problem=why))


def _undecided(grade: Grade, student: ClassMember) -> Grade:
    """No score while nobody has said which of two submissions counts, whatever was graded before."""
    return _waiting(grade, student.undecided) if student.undecided else grade


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


def _withheld(counts: list[int], folder: Path) -> list[Line]:
    """A warning where scorecards lack the tests that run only after the deadline: of those for whom it has passed, and of the others."""
    ids = ("class.withheld_due", "class.withheld")
    return [text(id, n=n, command=f"dlgrade regrade {folder}") for id, n in zip(ids, counts, strict=True) if n]


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
