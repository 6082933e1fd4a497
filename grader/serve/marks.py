"""What an assignment's attempts come to: which one counts, what people changed, and the grade that follows, as in a graded class."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import cast

import msgspec
from msgspec import Struct

from grader.classroom.corrections import Corrections, read_corrections
from grader.classroom.grades import Grade, grade_of_student
from grader.classroom.sheets import Known
from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.scorecard import Scorecard
from grader.sentences import Line, Text, said, text
from grader.serve.attempt_cards import card_of
from grader.serve.handins import Attempt, attempts_of
from grader.serve.records import CourseAssignment, User, members_of
from grader.serve.terms import Terms, late_of, lesson_with
from grader.serve.tool import Tool

__all__ = ["AssignmentGrades", "Standing", "known_of", "without_place"]

TOO_MANY = "row.too_many"


class Standing(Struct, frozen=True):
    """Of one person. counts: the attempt that does, with its scorecard and grade; never a trial. cards: by the number of each attempt that is
    graded; grades: what each would be worth; errors: why what people changed does not fit it."""

    grade: Grade | None
    counts: Attempt | None
    card: Scorecard | None
    attempts: list[Attempt]
    cards: dict[int, Scorecard]
    grades: dict[int, Grade] = {}
    errors: dict[int, UsageError] = {}

    @property
    def unfit(self) -> bool:
        """Whether what people changed does not fit the attempt that counts."""
        return self.counts is not None and self.counts.id in self.errors


class AssignmentGrades:
    """One assignment as it is now. Raises UsageError where the tables of corrections cannot be meant so."""

    def __init__(self, tool: Tool, assignment: CourseAssignment, terms: Terms) -> None:
        self.tool = tool
        self.assignment = assignment
        self.terms = terms
        self.late = late_of(terms, tool.course)
        self.lesson: Lesson = lesson_with(terms, tool.course)
        folder = tool.folder.class_of(assignment.id)
        self.corrections = Corrections()
        self.unfit: list[UsageError] = []  # marks that were given for the lesson as it was
        if any(folder.glob("*.csv")):
            known = known_of(tool, assignment, self.lesson)
            self.corrections = read_corrections(folder, known, self.lesson, self.unfit)

    def of(self, user: User, attempts: list[Attempt] | None = None) -> Standing:
        """attempts: theirs, where they are at hand."""
        if attempts is None:
            attempts = attempts_of(self.tool.database, self.assignment.id, user.id)
        cards = {each.id: card for each in attempts if (card := card_of(self.tool, each)) and each.gradings}
        graded = [each for each in attempts if each.id in cards and cards[each.id].outcome == "graded"]
        found = {each.id: self._grade(user, each, cards[each.id]) for each in graded}
        grades = {id: grade for id, (grade, _) in found.items()}
        errors = {id: error for id, (_, error) in found.items() if error}
        own = [each for each in attempts if not each.trial]  # a teacher may be a student here by now
        counts = self._counting([each for each in graded if not each.trial], grades)
        if counts is None:
            faults = [each for each in own if each.state == "fault"]
            fault = said(problem=faults[-1].why) if faults else {}
            none = Grade(student=user.handle, outcome="not graded", **fault) if own else None
            return Standing(none, None, None, attempts, cards, grades, errors)
        return Standing(grades[counts.id], counts, cards[counts.id], attempts, cards, grades, errors)

    def until(self, user: User) -> datetime.datetime | None:
        """When it is due for them, their own extensions included."""
        own = (each.until for each in self.corrections.of(user.handle).adjustments)
        due = self.late.due_of(self.lesson.name)
        return max([*(self.late.local(each) for each in own if each), *([due] if due else [])], default=None)

    def _grade(self, user: User, attempt: Attempt, card: Scorecard) -> tuple[Grade, UsageError | None]:
        """What the attempt would be worth, or why what people changed does not fit it: then it has no score, and nobody else is touched."""
        facts = {"file": str(attempt.id), "name": user.name, "handed_in": attempt.time}

        def grade_with(corrections: Corrections) -> Grade:
            return grade_of_student(user.handle, card, corrections, self.late, self.lesson.name, **facts)

        try:
            return grade_with(self.corrections.of_attempt(user.handle, attempt.number)), None
        except UsageError as error:
            why = said(problem=text("serve.unfit", said=without_place(error)))
            return msgspec.structs.replace(grade_with(Corrections()), score=None, pending=True, **why), error

    def _counting(self, graded: list[Attempt], grades: dict[int, Grade]) -> Attempt | None:
        """By the assignment's rule, with all that people changed. One that could not be graded by our fault takes nobody's place."""
        if not graded:
            return None
        on_time = [each for each in graded if not grades[each.id].days_late]
        if self.terms.counts == "last on time" and on_time:
            return on_time[-1]
        if self.terms.counts == "best":
            return max(graded, key=lambda each: (grades[each.id].so_far or Decimal(0), each.number))
        return graded[-1]


def without_place(error: UsageError) -> Line:
    """What is wrong, without the path of our own file, and without what is typed into one."""
    told: Line = error.args[0]
    if isinstance(told, Text) and "place" in told.parts:
        told = (
            cast(Line, told.parts["said"])
            if "said" in told.parts
            else Text(told.id, told.parts | {"place": "comments.csv"})
        )
    return Text("serve.too_many_points", told.parts) if isinstance(told, Text) and told.id == TOO_MANY else told


def known_of(tool: Tool, assignment: CourseAssignment, lesson: Lesson) -> Known:
    """Who and what the tables of this assignment may speak of."""
    handles = [user.handle for user in members_of(tool.database, assignment.context)]
    others = {folder.name for folder in tool.course.folders} | {
        folder.name.split("_")[0] for folder in tool.course.folders
    }
    own = {lesson.name, lesson.id}
    return Known({handle: handle for handle in handles}, (), own, others - own)
