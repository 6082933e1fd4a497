"""A teacher's pages: the class as it is now, each person's attempts, what is changed about grades, and the class as a folder."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import msgspec
import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from grader.errors import UsageError
from grader.reports.class_page import SCRIPT_SOURCE
from grader.reports.site import write_site
from grader.sentences import render
from grader.serve.class_now import class_now, marker_of, people_of, sent_line
from grader.serve.corrections import TABLES, lines_of, remove_line, write_line
from grader.serve.exporting import export_class
from grader.serve.handins import attempt_of, attempts_of
from grader.serve.incoming import Incoming
from grader.serve.marks import AssignmentGrades
from grader.serve.pages import headers_for
from grader.serve.records import CourseAssignment, User, context_of, members_of, user_of
from grader.serve.sending import ask_again
from grader.serve.services import refresh_roster
from grader.serve.student_routes import place_of, row_of, score_line
from grader.serve.tables import assignments, scores
from grader.serve.teacher_forms import terms_facts
from grader.serve.terms import Terms, terms_of

__all__ = [
    "changes", "correct", "export", "person", "regrade", "remove", "roster", "send_scores", "settings", "the_class",
]  # fmt: skip

NOTES = {"roster": "serve.roster_read", "no_roster": "serve.no_roster"}


def the_class(incoming: Incoming) -> Response:
    """Everybody of the course, what counts, and whether the gradebook has it."""
    assignment = place_of(incoming)
    terms = assignment.picked
    if terms is None:
        return incoming.page("terms.html", path="/settings", back="", **terms_facts(incoming, None))
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    facts = class_now(incoming, marks)
    del facts["say"]
    handed_in, missing = len(facts["graded"].students), len(facts["graded"].missing)
    return incoming.page(
        "class_now.html",
        scripts=SCRIPT_SOURCE,
        assignment=assignment,
        course=context_of(incoming.tool.database, assignment.context),
        of_class=incoming.say("serve.of_class", n=handed_in, all=handed_in + missing),
        queue=_queue(incoming),
        note=incoming.say(NOTES[said]) if (said := incoming.request.query_params.get("said", "")) in NOTES else "",
        marker=marker_of(incoming.tool, assignment),
        **facts,
    )


def changes(incoming: Incoming) -> Response:
    """For the page that is open: whether it would be another now, and what waits."""
    marker = marker_of(incoming.tool, place_of(incoming))
    return JSONResponse({"marker": marker, "queue": _queue(incoming)}, headers=headers_for("'none'"))


def _queue(incoming: Incoming) -> str:
    waiting, running = incoming.tool.grader.counts
    return incoming.say("serve.queue", waiting=waiting, running=running)


def person(incoming: Incoming, problem: str = "") -> Response:
    """One person: all attempts, how the grade comes about, and forms to change it."""
    assignment, user, terms = _about(incoming)
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    standing = marks.of(user)
    own = sa.select(scores).where(scores.c.assignment == assignment.id, scores.c.user == user.id)
    sent = next(iter(incoming.tool.database.rows(own)), None)
    faults = [each for each in standing.attempts if each.note]
    return incoming.page(
        "person.html",
        status=400 if problem else 200,
        heading=user.called,
        user=user,
        lesson=marks.lesson,
        score=score_line(standing.grade),
        rows=[row_of(incoming, each, standing, marks) for each in reversed(standing.attempts)],
        sent=sent_line(incoming, sent),
        kept=bool(sent and sent["state"] == "kept"),
        faults=faults,
        lines=lines_of(incoming.tool, assignment, user),
        by_hand=[task for task in marks.lesson.facts.tasks if task.by_hand],
        tests=[test.id for test in standing.card.tests] if standing.card else [],
        files=standing.card.submission.files if standing.card else [],
        problem=problem,
    )


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
    by = user_of(incoming.tool.database, incoming.who.user)
    try:
        write_line(incoming.tool, assignment, terms, user, table, cells, by)
    except UsageError as error:
        return person(incoming, render(error.args[0], incoming.language))
    ask_again(incoming.tool, assignment.id, [user.id])
    return incoming.to(f"/class/{user.id}")


def remove(incoming: Incoming) -> Response:
    """Take a correction back."""
    assignment, user, terms = _about(incoming)
    table, number = incoming.fields.get("table", ""), incoming.fields.get("number", "")
    if table not in TABLES or not number.isdigit():
        raise HTTPException(400)
    remove_line(incoming.tool, assignment, terms, user, table, int(number))
    ask_again(incoming.tool, assignment.id, [user.id])
    return incoming.to(f"/class/{user.id}")


def regrade(incoming: Incoming) -> Response:
    """Grade again: one attempt, or all of the assignment. What the suite's change does not touch is not graded twice."""
    assignment = place_of(incoming)
    one = incoming.fields.get("attempt", "")
    found = (
        [attempt_of(incoming.tool.database, int(one))]
        if one.isdigit()
        else attempts_of(incoming.tool.database, assignment.id)
    )
    for each in found:
        if each is None or each.assignment != assignment.id:
            raise HTTPException(403)
        incoming.tool.grader.again(each)
    return incoming.to(f"/class/{found[0].user}" if one.isdigit() and found[0] else "/class")


def send_scores(incoming: Incoming) -> Response:
    """Send again: one person's score, also over what a teacher gave on the platform where that is asked for, or all."""
    assignment = place_of(incoming)
    one = incoming.fields.get("user", "")
    people = {each.id for each in people_of(incoming.tool, assignment)}
    if one and (not one.isdigit() or int(one) not in people):
        raise HTTPException(403)
    chosen = (
        [int(one)]
        if one
        else sorted({each.user for each in attempts_of(incoming.tool.database, assignment.id)} & people)
    )
    ask_again(incoming.tool, assignment.id, chosen, override=bool(one and incoming.fields.get("override")))
    return incoming.to(f"/class/{one}" if one else "/class")


def roster(incoming: Incoming) -> Response:
    """Ask the platform who is in the course."""
    assignment = place_of(incoming)
    try:
        with incoming.tool.limits.long_work_of_course.hold(assignment.context):
            refresh_roster(incoming.tool, context_of(incoming.tool.database, assignment.context))
    except UsageError:
        return _back(incoming, "no_roster")
    return _back(incoming, "roster")


def settings(incoming: Incoming) -> Response:
    """The assignment's terms, changed behind the link."""
    assignment = place_of(incoming)
    if incoming.request.method == "GET":
        return incoming.page(
            "terms.html", path="/settings", back=incoming.address("/class"), **terms_facts(incoming, assignment.picked)
        )
    terms = terms_of(incoming.fields, incoming.tool.course)
    if terms is None:
        raise HTTPException(400)
    said = msgspec.json.encode(terms).decode()
    incoming.tool.database.run(sa.update(assignments).where(assignments.c.id == assignment.id).values(terms=said))
    if (
        assignment.picked and assignment.picked.lesson != terms.lesson
    ):  # what was handed in is judged by the other lesson now
        for each in attempts_of(incoming.tool.database, assignment.id):
            incoming.tool.grader.again(each)
    if assignment.picked and assignment.picked != terms:
        done = {each.user for each in attempts_of(incoming.tool.database, assignment.id) if not each.trial}
        ask_again(incoming.tool, assignment.id, sorted(done))
    return incoming.to("/class")


def export(incoming: Incoming) -> Response:
    """The class as a graded folder, in a zip."""
    assignment = place_of(incoming)
    alone = incoming.tool.limits.long_work_of_course.hold(assignment.context)
    with alone, tempfile.TemporaryDirectory(prefix="dlgrade-export-") as room:
        out = Path(room) / "class"
        export_class(incoming.tool, assignment, out)
        write_site(out, incoming.tool.course)
        page = io.BytesIO()
        with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as zipped:
            for path in sorted(
                each for each in out.rglob("*") if each.is_file() and each.name not in (".lock", "secret.key")
            ):
                zipped.write(path, Path(f"assignment{assignment.id}") / path.relative_to(out))
    headers = headers_for("'none'") | {"Content-Disposition": f'attachment; filename="assignment{assignment.id}.zip"'}
    return Response(page.getvalue(), media_type="application/zip", headers=headers)


def _back(incoming: Incoming, said: str) -> Response:
    answer = incoming.to("/class")
    answer.headers["Location"] += f"&said={said}"
    return answer


def _about(incoming: Incoming) -> tuple[CourseAssignment, User, Terms]:
    """The person that a page is about: of this course, or nobody's. Raises HTTPException."""
    assignment = place_of(incoming)
    number = int(incoming.request.path_params["user"])
    if number not in {each.id for each in members_of(incoming.tool.database, assignment.context)}:
        raise HTTPException(403)
    if assignment.picked is None:
        raise HTTPException(404)
    return assignment, user_of(incoming.tool.database, number), assignment.picked
