"""The class as it is now: the page of a graded class, made of the attempts that count, with how often each handed in and what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from msgspec.structs import replace

from grader.classroom.classes import Class, ClassMember
from grader.classroom.counted import as_tested
from grader.classroom.grades import Grade
from grader.course.late import Late
from grader.reports.class_page import OwnColumns, class_facts
from grader.scorecard import Scorecard
from grader.sentences import render
from grader.serve.handins import Attempt, attempts_of
from grader.serve.incoming import Incoming
from grader.serve.marks import AssignmentGrades, Standing
from grader.serve.notes import note_of
from grader.serve.records import CourseAssignment, User, students_of, user_of
from grader.serve.tables import attempts, scores
from grader.serve.tool import Tool

__all__ = ["class_now", "marker_of", "people_of", "sent_line"]

SENT = {
    "waiting": "serve.score_waiting",
    "sent": "serve.score_sent",
    "kept": "serve.score_kept",
    "refused": "serve.score_refused",
    "none": "serve.score_none",
}


def class_now(incoming: Incoming, marks: AssignmentGrades) -> dict[str, Any]:
    """What the template shows. Names lead to the person, places in code to the scorecard that counts."""
    tool, assignment = incoming.tool, marks.assignment
    people, own = people_of(tool, assignment), _attempts(tool, assignment)
    standings = {user.handle: marks.of(user, own.get(user.id, [])) for user in people}
    sent = {row["user"]: row for row in tool.database.rows(_of(assignment))}
    grades = [_grade(user, standings[user.handle], marks.late) for user in people]
    cards = {
        grade.student: as_tested(card.spoken(incoming.language), grade)
        for grade in grades
        if (card := standings[grade.student].card)
    }
    grades = _with_twins(grades, cards)
    members = [
        ClassMember(
            student=each.student, file=each.file, name=each.name, handed_in=each.handed_in, same_as=each.same_as
        )
        for each in grades
        if each.outcome != "not handed in"
    ]
    missing = [grade.student for grade in grades if grade.outcome == "not handed in"]
    graded = Class(lesson=marks.lesson.name, seed=int(assignment.seed), form="", students=members, missing=missing)
    counting = {handle: each.counts for handle, each in standings.items() if each.counts}
    heads = {"attempts": incoming.say("serve.attempts_of"), "gradebook": incoming.say("serve.gradebook")}
    cells = {
        user.handle: [_tries(incoming, standings[user.handle]), sent_line(incoming, sent.get(user.id))]
        for user in people
    }
    return class_facts(
        graded,
        grades,
        cards,
        language=incoming.language,
        title=marks.lesson.heading(incoming.language),
        warnings=marks.corrections.warnings,
        links={user.handle: incoming.address(f"/class/{user.id}") for user in people},
        card_links={handle: incoming.address(f"/attempts/{each.id}") for handle, each in counting.items()},
        own=OwnColumns(heads, cells),
    )


def people_of(tool: Tool, assignment: CourseAssignment) -> list[User]:
    """The students, and who has handed in though they are none any more; without the teachers' own trials."""
    listed = students_of(tool.database, assignment.context)
    gone = set(_attempts(tool, assignment)) - {each.id for each in listed}
    return [*listed, *(user_of(tool.database, number) for number in sorted(gone))]


def sent_line(incoming: Incoming, sent: sa.RowMapping | None) -> str:
    """Whether the gradebook has the score, and why not."""
    if not sent or sent["state"] not in SENT:
        return ""
    state, note = incoming.say(SENT[sent["state"]]), render(note_of(sent["note"]), incoming.language)
    return incoming.say("serve.score_why", state=state, why=note) if note else state


def marker_of(tool: Tool, assignment: CourseAssignment) -> str:
    """Another one when the class page would be another."""
    found = []
    for table, facts in ((attempts, (attempts.c.id, attempts.c.gradings)), (scores, (scores.c.asked, scores.c.user))):
        asked = sa.select(table.c.state, sa.func.count(), *map(sa.func.max, facts)).group_by(table.c.state)
        own = asked.where(table.c.assignment == assignment.id).order_by(table.c.state)
        found += [",".join(map(str, row.values())) for row in tool.database.rows(own)]
    return ";".join(found)


def _of(assignment: CourseAssignment) -> sa.Select[Any]:
    return sa.select(scores).where(scores.c.assignment == assignment.id)


def _attempts(tool: Tool, assignment: CourseAssignment) -> dict[int, list[Attempt]]:
    """By person, without the teachers' own."""
    found: dict[int, list[Attempt]] = {}
    for each in attempts_of(tool.database, assignment.id):
        if not each.trial:
            found.setdefault(each.user, []).append(each)
    return found


def _grade(user: User, standing: Standing, late: Late) -> Grade:
    grade = standing.grade or Grade(student=user.handle, outcome="not handed in")
    last = late.local(standing.attempts[-1].time) if standing.attempts else None
    return replace(grade, name=user.name, handed_in=grade.handed_in or last)


def _with_twins(grades: list[Grade], cards: Mapping[str, Scorecard]) -> list[Grade]:
    """With the names of those who handed in the very same bytes."""
    same: dict[str, list[str]] = {}
    for student, card in cards.items():
        if card.submission.files:
            same.setdefault(card.submission.sha256, []).append(student)
    twins = {student: [each for each in group if each != student] for group in same.values() for student in group}
    return [replace(grade, same_as=twins.get(grade.student, [])) for grade in grades]


def _tries(incoming: Incoming, standing: Standing) -> str:
    """How many, and whether one of them waits or could not be graded."""
    states = {each.state for each in standing.attempts}
    ids = [id for state, id in (("waiting", "serve.is_waiting"), ("fault", "serve.is_fault")) if state in states]
    return ", ".join([str(len(standing.attempts)), *map(incoming.say, ids)])
