"""All that people write about a class's grades: adjustments.csv, manual.csv, comments.csv and requests.csv of its folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from grader.classroom.adjustments import Adjustment, read_adjustments
from grader.classroom.sheets import EVERYBODY, Known, SheetRow, of_this_lesson, read_sheet
from grader.classroom.tables import as_it_was, csv_bytes, plain
from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.files import write_whole
from grader.sentences import Line, text

__all__ = ["Appeal", "Comment", "Corrections", "Mark", "Own", "add_manual_lines", "read_corrections"]

MANUAL = ["student", "task", "points", "max_points", "comment", "by", "date"]
COMMENTS = ["student", "file", "line", "text", "points"]
ATTEMPT = "attempt"  # in the tables of `dlgrade serve`, where a person has several
LESSON = "lesson"  # there, too: an assignment may be given another one
REQUESTS = ["student", "lesson", "test", "text", "date", "answer", "by"]


class Mark(Struct, frozen=True):
    """What a person gives for a task that is graded by hand. attempt: the one that it is for, where a tool counts them."""

    task: int
    points: Decimal
    comment: str = ""
    by: str = ""
    date: str = ""
    attempt: int | None = None


class Comment(Struct, frozen=True):
    """A remark on a line of what was handed in, and what it costs or earns. place: where it is written, for messages. attempt: as of a mark."""

    place: Line
    file: str
    line: int
    text: str
    points: Decimal = Decimal(0)
    by: str = ""
    date: str = ""
    attempt: int | None = None


class Appeal(Struct, frozen=True):
    """A student's appeal; it is open until it has an answer. place: as of a comment."""

    place: Line
    student: str
    test: str
    text: str
    date: str = ""
    answer: str = ""
    by: str = ""


@dataclass
class Own:
    """Of one student."""

    adjustments: list[Adjustment] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    requests: list[Appeal] = field(default_factory=list)


class Corrections:
    """By student. warnings: lines that are about nobody of the class any more."""

    def __init__(self) -> None:
        self.adjustments: list[Adjustment] = []
        self.others: dict[str, Own] = {}
        self.warnings: list[Line] = []

    def of(self, student: str) -> Own:
        """Theirs, and in the file's order those of everybody."""
        own = self.others.get(student, Own())
        adjustments = [each for each in self.adjustments if each.student in (student, EVERYBODY)]
        return Own(adjustments, own.marks, own.comments, own.requests)

    def of_attempt(self, student: str, attempt: int) -> Corrections:
        """Theirs alone, without what is for another attempt: what is said of a line, and given for a task, is of what was looked at."""
        own, found = self.of(student), Corrections()
        found.adjustments = own.adjustments
        marks = [each for each in own.marks if each.attempt in (None, attempt)]
        comments = [each for each in own.comments if each.attempt in (None, attempt)]
        found.others = {student: Own([], marks, comments, own.requests)}
        return found

    def put(self, student: str) -> Own:
        return self.others.setdefault(student, Own())


def read_corrections(
    folder: Path, known: Known, lesson: Lesson | None, unfit: list[UsageError] | None = None
) -> Corrections:
    """What stands in the folder's tables. unfit: takes the marks that the lesson, as it is now, has no place for; else they are raised, too.

    Raises UsageError, with the line, for what cannot be meant so."""
    found = Corrections()
    found.adjustments = read_adjustments(folder / "adjustments.csv", known, found.warnings)
    by_hand = {task.number: task.points for task in lesson.facts.tasks if task.by_hand} if lesson else {}
    others: dict[tuple[int, Decimal | None], list[int]] = {}
    for row in read_sheet(folder / "manual.csv", MANUAL[:3], [*MANUAL[3:], ATTEMPT, LESSON]):
        if not row["points"] or (row[LESSON] and not row.about(known)):
            continue
        if student := _one(row, known, found.warnings):
            try:
                found.put(student).marks.append(_mark(row, by_hand, found.put(student).marks))
            except UsageError as error:
                if unfit is None:
                    raise
                unfit.append(error)
            else:
                others.setdefault((row.whole("task") or 0, row.number("max_points")), []).append(row.line)
    found.warnings.extend(_other_maxima(others, by_hand))
    for row in read_sheet(folder / "comments.csv", COMMENTS[:4], [*COMMENTS[4:], "by", "date", ATTEMPT, LESSON]):
        if row[LESSON] and not row.about(known):
            continue
        if student := _one(row, known, found.warnings):
            found.put(student).comments.append(_comment(row))
    requests = read_sheet(folder / "requests.csv", REQUESTS[:4], REQUESTS[4:])
    for row in of_this_lesson(requests, known, found.warnings):
        if student := _one(row, known, found.warnings):
            texts = {name: row[name] for name in ("date", "answer", "by")}
            found.put(student).requests.append(Appeal(row.place, student, row["test"], row.given("text"), **texts))
    return found


def add_manual_lines(folder: Path, lesson: Lesson, students: list[str], known: Known) -> None:
    """Write a line into manual.csv for each student and each task that a person grades; what stands there stays."""
    tasks = [task for task in lesson.facts.tasks if task.by_hand]
    if not tasks:
        return
    path = folder / "manual.csv"
    rows = list(read_sheet(path, MANUAL[:3], MANUAL[3:]))
    there = {(known.names.get(as_it_was(row["student"]), row["student"]), row["task"]) for row in rows}
    new = [(student, task) for student in students for task in tasks if (student, str(task.number)) not in there]
    if new or not path.exists():
        lines: list[list[str | Decimal | int | None]] = [list(MANUAL)]
        lines += [[as_it_was(row[name]) for name in MANUAL] for row in rows]
        lines += [[student, task.number, None, task.points, None, None, None] for student, task in new]
        write_whole(path, csv_bytes(lines))


def _one(row: SheetRow, known: Known, warnings: list[Line]) -> str | None:
    student = row.student(known, warnings)
    if student == EVERYBODY:
        raise row.error(text("row.everybody"))
    return student


def _mark(row: SheetRow, by_hand: dict[int, Decimal], others: list[Mark]) -> Mark:
    task, points = row.whole("task"), row.number("points")
    if task not in by_hand:
        tasks = ", ".join(map(str, by_hand)) or text("row.none")
        raise row.error(text("row.not_by_hand", task=row["task"] or text("row.empty"), tasks=tasks))
    if points is None or not 0 <= points <= by_hand[task]:
        raise row.error(text("row.out_of_range", points=as_it_was(row["points"]), most=plain(by_hand[task]), task=task))
    attempt = row.whole(ATTEMPT)
    if any((mark.task, mark.attempt) == (task, attempt) for mark in others):
        raise row.error(text("row.second_for_task", task=task))
    return Mark(task, points, row["comment"], row["by"], row["date"], attempt)


def _other_maxima(lines: dict[tuple[int, Decimal | None], list[int]], by_hand: dict[int, Decimal]) -> Iterator[Line]:
    """That points were given as of another maximum than the lesson's. lines: by the task and the maximum that stands there."""
    for (task, most), numbers in lines.items():
        if most is not None and most != by_hand[task]:
            told: dict[str, str] = {"task": str(task), "most": plain(most), "now": plain(by_hand[task])}
            yield text("class.other_maximum", n=len(numbers), lines=", ".join(map(str, numbers)), **told)


def _comment(row: SheetRow) -> Comment:
    line, points = row.whole("line"), row.number("points")
    if line is None:
        raise row.error(text("row.no_line"))
    points, attempt = points or Decimal(0), row.whole(ATTEMPT)
    return Comment(row.place, row.given("file"), line, row.given("text"), points, row["by"], row["date"], attempt)
