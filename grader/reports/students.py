"""The table of a class's students: a line for each, with what a teacher sorts and filters by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import UNSET, Struct

from grader.classroom.classes import Class, ClassMember
from grader.classroom.grades import Grade
from grader.classroom.tables import plain
from grader.reports.classroom import sentence
from grader.scorecard import Scorecard
from grader.sentences import Say, speaker

__all__ = ["ScoreCell", "StudentRow", "Students", "students_of", "unread"]

NAME = 60  # characters of a name; the student's page has it whole
PHRASE = 100  # characters of what happened, as a wide screen shows them; fewer in a class whose page would be too large
LARGE, SHORT = 2000, 36
TIME = "%m-%d %H:%M"
LOOK = {"fault", "unread", "unfinished", "request", "same", "read", "unstable"}  # flags that ask somebody to look
SHOWN = ("fault", "unread", "unfinished", "request", "same", "read", "unstable")  # in a column, as words


class ScoreCell(Struct, frozen=True):
    """Points, and their share of what can be reached in tenths, 10 for all of them; -1 where there is none to show."""

    text: str
    tenths: int


class StudentRow(Struct, frozen=True):
    """A student in the table. by_hand, late: what people and lateness changed. flags: why somebody should look. kind: see Students."""

    student: str
    shown: str
    score: str
    tasks: list[ScoreCell]
    tests: str
    by_hand: str
    late: str
    handed_in: str
    phrase: str
    flags: list[str]
    kind: int

    @property
    def nothing(self) -> bool:
        """Whether no task earned anything: said once, by the row."""
        return bool(self.tasks) and all(cell.text == "0" for cell in self.tasks)


class Students(Struct, frozen=True):
    """rows, and the kinds that they are of: all students of one kind failed the same tests, for the same reasons, with the same flags.

    A kind is a list of `failed:TEST`, `told:MISCONCEPTION`, `lost:TASK` and flags: what the table can be filtered by.
    """

    rows: list[StudentRow]
    kinds: list[list[str]]

    def any(self, field: str) -> bool:
        """Whether anybody has something in that column; one that is empty for all is not shown."""
        return any(getattr(row, field) for row in self.rows)

    def count(self, word: str) -> int:
        """How many students can be found by this word."""
        held = {number for number, kind in enumerate(self.kinds) if word in kind}
        return sum(row.kind in held for row in self.rows)


def students_of(
    graded: Class,
    grades: Sequence[Grade],
    cards: Mapping[str, Scorecard],
    tasks: Sequence[int],
    language: str,
    called: Mapping[str, str],
) -> Students:
    """One row a grade, in their order. tasks: the numbers that have a column. called: names to show in the place of others."""
    found = {each.student: each for each in graded.students}
    kinds: dict[tuple[str, ...], int] = {}
    most = SHORT if len(grades) > LARGE else PHRASE
    rows = []
    for grade in grades:
        student, card = found.get(grade.student), cards.get(grade.student)
        words = _words(grade, student, card)
        kind = kinds.setdefault(tuple(words), len(kinds))
        name = called.get(grade.student, grade.student)
        rows.append(
            _row(grade, name, student, card, tasks, most, language, [flag for flag in SHOWN if flag in words], kind)
        )
    return Students(rows, [list(kind) for kind in kinds])


def unread(student: ClassMember, card: Scorecard | None) -> str:
    """Why nothing could be read; empty where something was. A scorecard without a file says it in its tests."""
    blank = card is not None and card.outcome == "graded" and not card.submission.files
    said = next((test.message or "" for test in card.tests), "") if card and blank else ""
    return student.problem or said


def _row(
    grade: Grade,
    name: str,
    student: ClassMember | None,
    card: Scorecard | None,
    tasks: Sequence[int],
    most: int,
    language: str,
    flags: list[str],
    kind: int,
) -> StudentRow:
    say = speaker(language)
    changed = bool(grade.adjusted or grade.penalty)
    time = grade.handed_in or (student.handed_in if student else None)
    return StudentRow(
        student=grade.student,
        shown=_cut(name, NAME),
        score=_score(grade),
        tasks=[_points(grade, task) for task in tasks],
        tests=plain(grade.points) if changed and grade.points is not None else "",
        by_hand=f"{'+' if grade.adjusted > 0 else ''}{plain(grade.adjusted)}" if grade.adjusted else "",
        late=_late(grade, say),
        handed_in=f"{time:{TIME}}" if time else "",
        phrase=_cut(_phrase(grade, card, say, language), most),
        flags=[say(f"flag.{flag}") for flag in flags],
        kind=kind,
    )


def _phrase(grade: Grade, card: Scorecard | None, say: Say, language: str) -> str:
    if grade.outcome == "not handed in":
        return say("class.not_handed_in")
    if card is None:
        return grade.problem or say("class.not_graded")
    return grade.problem or ("" if card.exit_code == 0 else sentence(card, language))


def _words(grade: Grade, student: ClassMember | None, card: Scorecard | None) -> list[str]:
    """What the student can be found by: flags, then what was lost, told and failed."""
    own = {
        "fault": grade.outcome == "grader_fault",
        "unread": bool(student and unread(student, card)),
        "missing": grade.outcome == "not handed in",
        "unfinished": bool(grade.unfinished),
        "request": any(not each.answer for each in grade.requests),
        "same": bool(grade.same_as),
        "read": bool(student and student.worth_reading),
        "unstable": bool(student and student.unstable),
        "hand": bool(grade.changes),
        "late": grade.late,
    }
    flags = [name for name, there in own.items() if there]
    flags += ["look"] if LOOK.intersection(flags) else []
    missed = [test for test in (card.tests if card else []) if test.outcome != "passed" and test.void is UNSET]
    lost = [
        number
        for number, most in grade.most.items()
        if number not in grade.unfinished and grade.tasks.get(number, Decimal(0)) < most
    ]
    told = dict.fromkeys(test.misconception for test in missed if test.misconception)
    return [
        *flags,
        *(f"lost:{number}" for number in lost),
        *(f"told:{name}" for name in told),
        *(f"failed:{test.id}" for test in missed),
    ]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _score(grade: Grade) -> str:
    """The result; what there is so far where a person has not graded all."""
    if grade.unfinished and grade.so_far is not None:
        return f"{plain(grade.so_far)} + ?"
    return "" if grade.score is None else plain(grade.score)


def _points(grade: Grade, task: int) -> ScoreCell:
    if task in grade.unfinished:
        return ScoreCell("?", -1)
    points = grade.tasks.get(task)
    return ScoreCell("", -1) if points is None else ScoreCell(plain(points), _tenths(points, grade.most.get(task)))


def _tenths(points: Decimal, most: Decimal | None) -> int:
    return max(0, min(10, int(10 * points / most))) if most else -1


def _late(grade: Grade, say: Say) -> str:
    if not grade.days_known:
        return "?"
    if not grade.days_late:
        return say("flag.late") if grade.late else ""
    days = say("students.days", n=plain(grade.days_late))
    return f"{days} · −{plain(grade.penalty)}" if grade.penalty else days
