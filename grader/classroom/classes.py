"""A graded class as a value: what `grade` returns and `DIR/class.json` holds."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from grader.classroom.score_changes import Move
from grader.classroom.store import Shelf, Store
from grader.course.lessons import Course, Lesson
from grader.errors import LessonError, UsageError, said_by
from grader.sentences import Part, Text, in_language, text, value_of

__all__ = ["Class", "ClassMember", "lesson_of", "read_class"]


class ClassMember(Struct, frozen=True, kw_only=True):
    """Who handed in what. file: the scorecard's name without its ending. same_as: who handed in the very same bytes.

    also: other names, such as an id and an address. name, ids: the roster's name of the student, and what else it says to name them by:
    numbers of the school, logins, addresses; likely_ids: the same where the name is likely and not certain, which no other system is told. unstable: tests whose outcome another seed changed. worth_reading: names by which
    a forbidden function can be hidden, with the lines where they stand. fault: why the last grading failed by our fault, though an
    earlier scorecard stands. skipped: why the last run could not take the file. chosen: the file that
    choices.csv named when it was graded. attempts: where the best of several counts, when each was handed in. texts: these sentences as values.
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
    attempts: list[datetime.datetime] = []
    same_as: list[str] = []
    graded_now: bool = False
    unstable: list[str] = []
    worth_reading: list[str] = []
    fault: str = ""
    skipped: str = ""
    chosen: str = ""
    texts: dict[str, Part] | UnsetType = UNSET

    @property
    def undecided(self) -> Text | None:
        """That nobody has said which of two submissions counts; None where one does."""
        for why in (value_of(self, "fault"), value_of(self, "problem")):
            if isinstance(why, Text) and why.id == "intake.two_submissions":
                return why
        return None


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
