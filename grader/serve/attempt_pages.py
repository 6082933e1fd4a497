"""The pages of one attempt: where it stands in the queue, its scorecard, its files."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from grader.classroom.counted import corrected
from grader.classroom.grades import Grade
from grader.reports.grade_lines import score_of
from grader.reports.html import scorecard_facts
from grader.reports.shown import as_shown, student_card
from grader.scorecard import Scorecard
from grader.sentences import render, value_of
from grader.serve.attempt_sources import sources_of
from grader.serve.handins import Attempt, given_of
from grader.serve.incoming import Incoming
from grader.serve.marks import AssignmentGrades, Standing
from grader.serve.pages import headers_for
from grader.serve.places import own_attempt, place_of
from grader.serve.queue_events import ahead_line
from grader.serve.records import User, user_of

__all__ = ["attempt", "file", "row_of", "score_line", "unfit_line"]

# Where there is no scorecard.
STATES = {
    "waiting": "serve.is_waiting",
    "fault": "serve.is_fault",
    "graded": "serve.is_fault",
    "replaced": "serve.is_replaced",
}


def attempt(incoming: Incoming) -> Response:
    """One attempt: how many are before it, or its scorecard."""
    found = own_attempt(incoming)
    assignment = place_of(incoming)
    user = user_of(incoming.tool.database, found.user)
    terms = assignment.picked
    if terms is None:
        raise HTTPException(404)
    ahead = incoming.tool.grader.ahead(found)
    if found.state == "waiting" or ahead is not None:
        path = incoming.address(f"/attempts/{found.id}/events")
        return incoming.page(
            "waiting.html",
            heading=incoming.say("serve.attempt", n=found.number),
            line=ahead_line(incoming, ahead),
            events=path,
            back=_all_attempts(incoming, found),
        )
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    standing = marks.of(user)
    card = standing.cards.get(found.id)
    if card is None:
        heading = incoming.say("serve.attempt", n=found.number)
        way: dict[str, Any] = {"back": _all_attempts(incoming, found), "back_said": incoming.say("serve.all_attempts")}
        return incoming.page(
            "said.html", heading=heading, lines=_why_no_card(incoming, found), code="", again="", **way
        )
    counts = standing.counts is not None and standing.counts.id == found.id
    grade = standing.grades.get(found.id)
    if incoming.who.teaches:  # all of it, whatever students see
        card = corrected(card.spoken(incoming.language), grade) if grade else card.spoken(incoming.language)
    elif grade:
        card = student_card(card, grade, marks.lesson, marks.late, incoming.language)
    else:
        card = as_shown(card.spoken(incoming.language), marks.lesson, marks.late, incoming.language)
    sources = sources_of(incoming.tool, found, marks.lesson, card)
    title = marks.lesson.heading(incoming.language)
    facts = scorecard_facts(card, language=incoming.language, title=title, sources=sources, grade=grade) | {"next": 0}
    facts["card"] = _named(incoming, card, user)
    del facts["say"]
    files = list(enumerate(found.files))
    return incoming.page(
        "card.html",
        attempt=found,
        counted=counts,
        back=_all_attempts(incoming, found),
        when=_when(incoming, marks, found, standing),
        handed_in=files,
        **facts,
    )


def _all_attempts(incoming: Incoming, found: Attempt) -> str:
    """Where all attempts of that person are."""
    return incoming.address(f"/class/{found.user}" if incoming.who.teaches and not found.trial else "/work")


def _why_no_card(incoming: Incoming, found: Attempt) -> list[str]:
    """For the student that nothing is lost; for the teacher the cause."""
    if found.state == "replaced":
        return [incoming.say("serve.was_replaced")]
    if not incoming.who.teaches:
        return [incoming.say("serve.not_graded_yet")]
    return [incoming.say("serve.not_graded_why"), render(found.why, incoming.language)]


def file(incoming: Incoming) -> Response:
    """A file as it was handed in: to keep, never shown by the browser as a page of ours."""
    found = own_attempt(incoming)
    number = int(incoming.request.path_params["file"])
    given = given_of(incoming.tool.folder, found)
    if number >= len(given):
        raise HTTPException(404)
    headers = headers_for("'none'") | {
        "Content-Disposition": f'attachment; filename="attempt{found.number}-{number}.bin"'
    }
    headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return Response(given[number][1].read_bytes(), media_type="application/octet-stream", headers=headers)


def score_line(grade: Grade | None) -> str:
    """`7 / 10`; empty while there is none."""
    return score_of(grade) if grade and grade.points is not None else ""


def unfit_line(incoming: Incoming, standing: Standing) -> str:
    """Why what people changed does not fit the attempt that counts; empty where it does."""
    return render(value_of(standing.grade, "problem"), incoming.language) if standing.unfit and standing.grade else ""


def _when(incoming: Incoming, marks: AssignmentGrades, found: Attempt, standing: Standing) -> str:
    """When it was handed in, in the course's time."""
    grade = standing.grades.get(found.id)
    days = grade.days_late if grade else marks.late.days(marks.lesson.name, found.time, _until(standing))
    time = f"{marks.late.local(found.time):%Y-%m-%d %H:%M:%S %Z}".strip()
    return f"{time} · {incoming.say('serve.late')}" if days else time


def _until(standing: Standing) -> datetime.datetime | None:
    return standing.grade.due if standing.grade else None


def row_of(incoming: Incoming, each: Attempt, standing: Standing, marks: AssignmentGrades) -> dict[str, object]:
    card = standing.cards.get(each.id)
    counts = standing.counts is not None and each.id == standing.counts.id
    points = (
        f"{card.score} / {card.max_score}" if card and card.outcome == "graded" else incoming.say(STATES[each.state])
    )
    names = ", ".join(each.files[:3])
    return {
        "attempt": each,
        "when": _when(incoming, marks, each, standing),
        "points": points,
        "counts": counts,
        "names": names,
    }


def _named(incoming: Incoming, card: Scorecard, user: User) -> Scorecard:
    """For a teacher with the person's name; for the student without what names them in tables."""
    return msgspec.structs.replace(card, student=user.called if incoming.who.teaches else user.name)
