"""What an assignment's attempts come to: which one counts, what people changed, and the grade that follows, as in a graded class."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from grader.classroom.corrections import Corrections, read_corrections
from grader.classroom.grades import Grade, grade_of_student
from grader.classroom.sheets import Known
from grader.course.lessons import Lesson
from grader.scorecard import Scorecard
from grader.sentences import said, text
from grader.serve.attempt_cards import card_of
from grader.serve.handins import Attempt, attempts_of
from grader.serve.records import CourseAssignment, User, members_of
from grader.serve.terms import Terms, late_of, lesson_with
from grader.serve.tool import Tool

__all__ = ["AssignmentGrades", "Standing", "known_of"]


class Standing(Struct, frozen=True):
    """Of one person. counts: the attempt that does, with its scorecard. cards: by the number of each attempt that is graded."""

    grade: Grade | None
    counts: Attempt | None
    card: Scorecard | None
    attempts: list[Attempt]
    cards: dict[int, Scorecard]


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
        if any(folder.glob("*.csv")):
            self.corrections = read_corrections(folder, known_of(tool, assignment, self.lesson), self.lesson)

    def of(self, user: User, attempts: list[Attempt] | None = None) -> Standing:
        """attempts: theirs, where they are at hand."""
        if attempts is None:
            attempts = attempts_of(self.tool.database, self.assignment.id, user.id)
        cards = {each.id: card for each in attempts if (card := card_of(self.tool, each)) and each.gradings}
        graded = [each for each in attempts if each.id in cards and cards[each.id].outcome == "graded"]
        counts = self._counting(graded, cards)
        if counts is None:
            fault = said(problem=text("serve.fault")) if any(each.state == "fault" for each in attempts) else {}
            none = Grade(student=user.handle, outcome="not graded", **fault) if attempts else None
            return Standing(none, None, None, attempts, cards)
        facts = {"file": str(counts.id), "name": user.name, "handed_in": counts.time}
        grade = grade_of_student(user.handle, cards[counts.id], self.corrections, self.late, self.lesson.name, **facts)
        return Standing(grade, counts, cards[counts.id], attempts, cards)

    def _counting(self, graded: list[Attempt], cards: dict[int, Scorecard]) -> Attempt | None:
        """By the assignment's rule. One that could not be graded by our fault takes nobody's place."""
        if not graded:
            return None
        on_time = [each for each in graded if not self.late.days(self.lesson.name, each.time)]
        if self.terms.counts == "last on time" and on_time:
            return on_time[-1]
        if self.terms.counts == "best":
            return max(graded, key=lambda each: (self._worth(each, cards[each.id]), each.number))
        return graded[-1]

    def _worth(self, attempt: Attempt, card: Scorecard) -> Decimal:
        """Its points, lateness taken off."""
        return card.score - self.late.penalty(card.score, self.late.days(self.lesson.name, attempt.time))


def known_of(tool: Tool, assignment: CourseAssignment, lesson: Lesson) -> Known:
    """Who and what the tables of this assignment may speak of."""
    handles = [user.handle for user in members_of(tool.database, assignment.context)]
    others = {folder.name for folder in tool.course.folders} | {
        folder.name.split("_")[0] for folder in tool.course.folders
    }
    own = {lesson.name, lesson.id}
    return Known({handle: handle for handle in handles}, (), own, others - own)
