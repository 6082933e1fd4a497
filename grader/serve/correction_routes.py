"""A teacher's pages of grades: one person's attempts and what is changed about them, and what is changed for everybody."""

from __future__ import annotations

import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.responses import Response

from grader.classroom.adjustments import VOID
from grader.classroom.corrections import ATTEMPT
from grader.classroom.sheets import EVERYBODY
from grader.errors import UsageError
from grader.scorecard import Scorecard
from grader.sentences import render
from grader.serve.attempt_cards import card_of
from grader.serve.attempt_pages import row_of, score_line, unfit_line
from grader.serve.attempt_sources import sources_of
from grader.serve.class_now import sent_line
from grader.serve.corrections import TABLES, lines_of, remove_line, write_line
from grader.serve.handins import attempts_of
from grader.serve.incoming import Incoming, number_of
from grader.serve.marks import AssignmentGrades
from grader.serve.places import place_of
from grader.serve.records import CourseAssignment, User, members_of, user_of
from grader.serve.sending import ask_again
from grader.serve.tables import scores
from grader.serve.terms import Terms

__all__ = ["correct", "correct_all", "everybody", "person", "remove", "remove_for_all"]


def person(incoming: Incoming, problem: str = "") -> Response:
    """One person: all attempts, how the grade comes about, and forms to change it."""
    assignment, user, terms = _about(incoming)
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    standing = marks.of(user)
    own = sa.select(scores).where(scores.c.assignment == assignment.id, scores.c.user == user.id)
    sent = next(iter(incoming.tool.database.rows(own)), None)
    faults = [(each, render(each.why, incoming.language)) for each in standing.attempts if each.note]
    return incoming.page(
        "person.html",
        status=400 if problem else 200,
        heading=user.called,
        user=user,
        lesson=marks.lesson,
        score=score_line(standing.grade),
        unfit=unfit_line(incoming, standing),
        rows=[row_of(incoming, each, standing, marks) for each in reversed(standing.attempts)],
        sent=sent_line(incoming, sent),
        kept=bool(sent and sent["state"] == "kept"),
        faults=faults,
        lines=lines_of(incoming.tool, assignment, user.handle, incoming.say),
        about=standing.counts.number if standing.counts else 0,
        by_hand=[task for task in marks.lesson.facts.tasks if task.by_hand and standing.counts],
        tests=_tests(incoming, standing.card),
        files=[(name, name) for name in standing.card.submission.files] if standing.card else [],
        problem=problem,
        typed=incoming.fields if problem else {},
    )


def everybody(incoming: Incoming, problem: str = "") -> Response:
    """What is changed for all students. It shows no grade, so it can be opened, and a line taken back, whatever a line does to grades."""
    assignment = place_of(incoming)
    graded = [each for each in attempts_of(incoming.tool.database, assignment.id) if each.gradings]
    card = card_of(incoming.tool, graded[-1]) if graded else None
    return incoming.page(
        "everybody.html",
        status=400 if problem else 200,
        heading=incoming.say("serve.for_all"),
        lines=lines_of(incoming.tool, assignment, EVERYBODY, incoming.say),
        tests=_tests(incoming, card),
        problem=problem,
        typed=incoming.fields if problem else {},
    )


def _tests(incoming: Incoming, card: Scorecard | None) -> list[tuple[str, str]]:
    """What can be taken back: by its name, and what it claims."""
    return [(test.id, test.claim) for test in card.spoken(incoming.language).tests] if card else []


def correct(incoming: Incoming) -> Response:
    """Add a line to a table of corrections. What cannot be meant so is said, and changes nothing."""
    assignment, user, terms = _about(incoming)
    table = incoming.request.path_params["table"]
    if table not in TABLES:
        raise HTTPException(404)
    cells = {
        name: incoming.fields.get(name, "").strip()
        for name in TABLES[table]
        if name not in ("student", "lesson", "by", "date")
    }
    if ATTEMPT in cells and cells[ATTEMPT] not in _numbers(incoming, assignment, user):  # it would be of all of them
        raise HTTPException(400)
    if table == "manual":
        task = next(
            (
                each
                for each in incoming.tool.course.lesson(terms.lesson).facts.tasks
                if str(each.number) == cells["task"]
            ),
            None,
        )
        cells["max_points"] = str(task.points) if task else ""
    if table == "comments" and (most := _lines(incoming, assignment, user, terms, cells)) is not None:
        return person(incoming, incoming.say("serve.beyond_file", file=cells["file"], n=most))
    by = user_of(incoming.tool.database, incoming.who.user)
    try:
        write_line(incoming.tool, assignment, terms, user.handle, table, cells, by)
    except UsageError as error:
        return person(incoming, render(error.args[0], incoming.language))
    ask_again(incoming.tool, assignment.id, [user.id])
    return incoming.to(f"/class/{user.id}")


def _lines(
    incoming: Incoming, assignment: CourseAssignment, user: User, terms: Terms, cells: dict[str, str]
) -> int | None:
    """How many lines the file has, where the remark is on one behind them."""
    line = number_of(cells["line"])
    for each in attempts_of(incoming.tool.database, assignment.id, user.id):
        card = card_of(incoming.tool, each) if str(each.number) == cells[ATTEMPT] else None
        if card and line is not None:
            texts = sources_of(incoming.tool, each, incoming.tool.course.lesson(terms.lesson), card) or {}
            most = len(texts[cells["file"]].splitlines()) if cells["file"] in texts else line
            return most if line > most else None
    return None


def _numbers(incoming: Incoming, assignment: CourseAssignment, user: User) -> set[str]:
    return {str(each.number) for each in attempts_of(incoming.tool.database, assignment.id, user.id)}


def correct_all(incoming: Incoming) -> Response:
    """Take a test back for everybody."""
    assignment = place_of(incoming)
    if assignment.picked is None:
        raise HTTPException(404)
    cells = {name: incoming.fields.get(name, "").strip() for name in ("test", "points", "reason")}
    if not cells["test"] or cells["points"] not in VOID:  # points for all are given by no form of ours
        raise HTTPException(400)
    by = user_of(incoming.tool.database, incoming.who.user)
    try:
        write_line(incoming.tool, assignment, assignment.picked, EVERYBODY, "adjustments", cells, by)
    except UsageError as error:
        return everybody(incoming, render(error.args[0], incoming.language))
    return _changed_for_all(incoming, assignment)


def remove_for_all(incoming: Incoming) -> Response:
    """Take back what was changed for everybody."""
    assignment, number = place_of(incoming), number_of(incoming.fields.get("number", ""))
    if number is None:
        raise HTTPException(400)
    try:
        remove_line(incoming.tool, assignment, EVERYBODY, "adjustments", number, incoming.fields.get("content", ""))
    except UsageError as error:
        return everybody(incoming, render(error.args[0], incoming.language))
    return _changed_for_all(incoming, assignment)


def _changed_for_all(incoming: Incoming, assignment: CourseAssignment) -> Response:
    done = {each.user for each in attempts_of(incoming.tool.database, assignment.id) if not each.trial}
    ask_again(incoming.tool, assignment.id, sorted(done))
    return incoming.to("/class/everybody")


def remove(incoming: Incoming) -> Response:
    """Take a correction back."""
    assignment, user, _ = _about(incoming)
    table, number = incoming.fields.get("table", ""), number_of(incoming.fields.get("number", ""))
    if table not in TABLES or number is None:
        raise HTTPException(400)
    try:
        remove_line(incoming.tool, assignment, user.handle, table, number, incoming.fields.get("content", ""))
    except UsageError as error:
        return person(incoming, render(error.args[0], incoming.language))
    ask_again(incoming.tool, assignment.id, [user.id])
    return incoming.to(f"/class/{user.id}")


def _about(incoming: Incoming) -> tuple[CourseAssignment, User, Terms]:
    """The person that a page is about: of this course, or nobody's. Raises HTTPException."""
    assignment = place_of(incoming)
    number = int(incoming.request.path_params["user"])
    if number not in {each.id for each in members_of(incoming.tool.database, assignment.context)}:
        raise HTTPException(403)
    if assignment.picked is None:
        raise HTTPException(404)
    return assignment, user_of(incoming.tool.database, number), assignment.picked
