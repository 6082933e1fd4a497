"""A teacher's pages of an assignment: the class as it is now, its terms, what is done for all, and the class as a folder."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import msgspec
import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from grader.errors import UsageError, said_by
from grader.reports.class_page import SCRIPT_SOURCE
from grader.reports.site import write_site
from grader.sentences import render
from grader.serve.changed_terms import follow_up
from grader.serve.class_now import class_now, marker_of, people_of
from grader.serve.exporting import export_class
from grader.serve.handins import attempt_of, attempts_of
from grader.serve.incoming import Incoming, number_of
from grader.serve.marks import AssignmentGrades
from grader.serve.pages import headers_for
from grader.serve.places import place_of
from grader.serve.records import context_of
from grader.serve.sending import ask_again
from grader.serve.services import refresh_roster
from grader.serve.tables import assignments
from grader.serve.teacher_forms import link_line, picked, terms_page
from grader.serve.terms import BadTerms

__all__ = [
    "changes", "export", "regrade", "roster", "send_scores", "settings", "the_class",
]  # fmt: skip

NOTES = {"roster": "serve.roster_read"}


def the_class(incoming: Incoming, problem: str = "", status: int = 200) -> Response:
    """Everybody of the course, what counts, and whether the gradebook has it."""
    assignment = place_of(incoming)
    terms = assignment.picked
    if terms is None:
        return terms_page(incoming, "/settings", None)
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    facts = class_now(incoming, marks)
    del facts["say"]
    handed_in, missing = len(facts["graded"].students), len(facts["graded"].missing)
    return incoming.page(
        "class_now.html",
        status=status,
        scripts=SCRIPT_SOURCE,
        assignment=assignment,
        course=context_of(incoming.tool.database, assignment.context),
        of_class=incoming.say("serve.of_class", n=handed_in, all=handed_in + missing),
        queue=_queue(incoming),
        note=problem or incoming.say(NOTES[said])
        if problem or (said := incoming.request.query_params.get("said", "")) in NOTES
        else "",
        link=link_line(incoming, assignment),
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


def regrade(incoming: Incoming) -> Response:
    """Grade again: one attempt, or all of the assignment. What the suite's change does not touch is not graded twice."""
    assignment = place_of(incoming)
    if not (one := incoming.fields.get("attempt", "")):
        for each in attempts_of(incoming.tool.database, assignment.id):
            incoming.tool.grader.again(each)
        return incoming.to("/class")
    number = number_of(one)
    found = attempt_of(incoming.tool.database, number) if number is not None else None
    if found is None or found.assignment != assignment.id:
        raise HTTPException(403)
    incoming.tool.grader.again(found)
    return incoming.to(f"/class/{found.user}")


def send_scores(incoming: Incoming) -> Response:
    """Send again: one person's score, also over what a teacher gave on the platform where that is asked for, or all."""
    assignment = place_of(incoming)
    people = {each.id for each in people_of(incoming.tool, assignment)}
    if not (one := incoming.fields.get("user", "")):
        done = {each.user for each in attempts_of(incoming.tool.database, assignment.id) if not each.trial}
        ask_again(incoming.tool, assignment.id, sorted(done & people))
        return incoming.to("/class")
    number = number_of(one)
    if number not in people:
        raise HTTPException(403)
    ask_again(incoming.tool, assignment.id, [number], override=bool(incoming.fields.get("override")))
    return incoming.to(f"/class/{number}")


def roster(incoming: Incoming) -> Response:
    """Ask the platform who is in the course."""
    assignment = place_of(incoming)
    try:
        with incoming.tool.limits.long_work_of_course.hold(assignment.context):
            refresh_roster(incoming.tool, context_of(incoming.tool.database, assignment.context))
    except UsageError as error:
        return the_class(incoming, incoming.say("serve.no_roster", said=said_by(error)), 502)
    return _back(incoming, "roster")


def settings(incoming: Incoming) -> Response:
    """The assignment's terms, changed behind the link."""
    assignment = place_of(incoming)
    back = incoming.address("/class")
    if incoming.request.method == "GET":
        link = link_line(incoming, assignment)
        return terms_page(incoming, "/settings", assignment.picked, back=back, note=link)
    try:
        terms = picked(incoming)
    except BadTerms as bad:
        return terms_page(
            incoming, "/settings", assignment.picked, back=back, problem=render(bad.said, incoming.language)
        )
    said = msgspec.json.encode(terms).decode()
    incoming.tool.database.run(sa.update(assignments).where(assignments.c.id == assignment.id).values(terms=said))
    follow_up(incoming.tool, place_of(incoming), assignment.picked)
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
