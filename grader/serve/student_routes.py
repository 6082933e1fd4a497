"""A student's pages: hand in, wait, read the scorecard. A teacher's own attempts go the same way, and count nowhere."""

from __future__ import annotations

import asyncio
import io
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from typing import BinaryIO

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from grader.classroom.counted import corrected
from grader.classroom.grades import Grade
from grader.intake.choose import KINDS
from grader.intake.submission import take_in
from grader.reports.grade_lines import score_of
from grader.reports.html import scorecard_facts
from grader.reports.shown import as_shown, student_card
from grader.reports.source import source_texts
from grader.scorecard import Scorecard
from grader.serve.handins import Attempt, NotTaken, attempt_of, given_of, hand_in
from grader.serve.incoming import Incoming
from grader.serve.marks import AssignmentGrades, Standing
from grader.serve.pages import headers_for
from grader.serve.records import CourseAssignment, Deleted, User, assignment_of, user_of
from grader.serve.teacher_forms import COUNT_IDS
from grader.serve.visits import find_visit

__all__ = [
    "attempt",
    "events",
    "file",
    "own_attempt",
    "place_of",
    "row_of",
    "score_line",
    "send_work",
    "shown_attempt",
    "work",
]

STATES = {
    "waiting": "serve.is_waiting",
    "fault": "serve.is_fault",
    "graded": "serve.is_fault",
}  # where there is no scorecard
LOOK_SECONDS = 0.5
LONGEST_SECONDS = 900  # then the browser asks again


def work(incoming: Incoming, problem: str = "", status: int = 200) -> Response:
    """The assignment: what is asked for, the form, the attempts so far."""
    assignment, user = place_of(incoming), user_of(incoming.tool.database, incoming.who.user)
    terms = assignment.picked
    if terms is None:
        heading = assignment.title or incoming.tool.settings.title
        return incoming.page("said.html", heading=heading, lines=[incoming.say("serve.not_picked")], code="", again="")
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    standing = marks.of(user)
    used = sum(each.state != "fault" for each in standing.attempts)  # a fault of ours may have let in one more
    left = max(0, terms.attempts - used) if terms.attempts else None
    due = marks.late.due_of(marks.lesson.name)
    return incoming.page(
        "work.html",
        status=status,
        heading=marks.lesson.heading(incoming.language),
        assignment=assignment,
        lesson=marks.lesson,
        kinds=KINDS,
        limit=incoming.tool.settings.upload_mb,
        due=f"{due:%Y-%m-%d %H:%M %Z}".strip() if due else "",
        counts=incoming.say(COUNT_IDS[terms.counts]),
        left=left,
        standing=standing,
        score=score_line(standing.grade),
        rows=[row_of(incoming, each, standing, marks) for each in reversed(standing.attempts)],
        once=secrets.token_urlsafe(18),
        problem=problem,
        whom=user.name,
    )


def send_work(incoming: Incoming) -> Response:
    """Take what is handed in; a form that is sent twice is one attempt."""
    assignment, tool = place_of(incoming), incoming.tool
    terms = assignment.picked
    if terms is None:
        raise HTTPException(403)
    files: list[tuple[str, BinaryIO]] = [
        (each.filename or "file", each.file) for each in incoming.files if each.filename or each.size
    ]
    pasted = incoming.fields.get("pasted", "")
    if pasted.strip() and not files:
        name = tool.course.lesson(terms.lesson).facts.file
        files = [(name, io.BytesIO(pasted.replace("\r\n", "\n").encode("utf-8", "replace")))]
    try:
        kept = hand_in(
            tool.database,
            tool.folder,
            assignment=assignment.id,
            user=incoming.who.user,
            files=files,
            once=incoming.fields.get("once", "")[:64] or secrets.token_urlsafe(18),
            trial=incoming.who.teaches,
            most=terms.attempts,
            began=getattr(incoming.request.state, "began", time.time()),
        )
    except NotTaken as not_taken:
        return work(incoming, incoming.say(not_taken.said.id, **not_taken.said.parts), not_taken.status)
    if kept.state == "waiting":
        tool.grader.put(kept)
    return incoming.to(f"/attempts/{kept.id}")


def attempt(incoming: Incoming) -> Response:
    """One attempt: how many are before it, or its scorecard."""
    return shown_attempt(incoming, own_attempt(incoming))


def shown_attempt(incoming: Incoming, found: Attempt) -> Response:
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
            line=_place(incoming, ahead),
            events=path,
        )
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    standing = marks.of(user)
    card = standing.cards.get(found.id)
    if card is None:
        lines = [incoming.say("serve.not_graded_yet")] + ([found.note] if incoming.who.teaches and found.note else [])
        return incoming.page(
            "said.html", heading=incoming.say("serve.attempt", n=found.number), lines=lines, code="", again=""
        )
    counts = standing.counts is not None and standing.counts.id == found.id
    grade = standing.grade if counts else None
    if incoming.who.teaches:  # all of it, whatever students see
        card = corrected(card.spoken(incoming.language), grade) if grade else card.spoken(incoming.language)
    elif grade:
        card = student_card(card, grade, marks.lesson, marks.late, incoming.language)
    else:
        card = as_shown(card.spoken(incoming.language), marks.lesson, marks.late, incoming.language)
    submission = take_in(list(given_of(incoming.tool.folder, found)), marks.lesson)
    sources = source_texts(submission.files) if submission.sha256 == card.submission.sha256 else None
    title = marks.lesson.heading(incoming.language)
    facts = scorecard_facts(card, language=incoming.language, title=title, sources=sources, grade=grade) | {"next": 0}
    facts["card"] = _named(incoming, card, user)
    del facts["say"]
    files = list(enumerate(found.files))
    return incoming.page(
        "card.html", attempt=found, counted=counts, when=when(incoming, marks, found), handed_in=files, **facts
    )


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


async def events(request: Request) -> Response:
    """Server-sent events: how many are before it, then that it is done. The page works without."""
    incoming, found = await run_in_threadpool(_looked_up, request)
    place = incoming.tool.limits.streams_of_person.hold(incoming.who.user)
    return _Stream(place, _told(incoming, found))


def _looked_up(request: Request) -> tuple[Incoming, Attempt]:
    tool = request.app.state.tool
    visit = find_visit(tool.database, request.query_params.get("t", ""), request.cookies.get(tool.cookie, ""))
    if visit is None:
        raise HTTPException(401)
    incoming = Incoming(tool, request, visit)
    tool.limits.pages_of_person.take(visit.user)
    return incoming, own_attempt(incoming)


class _Stream(StreamingResponse):
    """Holds its place among those that the person may have open, for as long as it lasts."""

    def __init__(self, place: AbstractContextManager[None], lines: AsyncIterator[str]) -> None:
        super().__init__(lines, media_type="text/event-stream", headers=headers_for("'none'"))
        self.place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.place:
            await super().__call__(scope, receive, send)


async def _told(incoming: Incoming, found: Attempt) -> AsyncIterator[str]:
    said, ends = None, time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < ends and (ahead := incoming.tool.grader.ahead(found)) is not None:
        line = _place(incoming, ahead)
        yield f"event: place\ndata: {line}\n\n" if line != said else ": \n\n"  # the second keeps the line open
        said = line
        await asyncio.sleep(LOOK_SECONDS)
    yield "event: done\ndata: \n\n"


def place_of(incoming: Incoming) -> CourseAssignment:
    """The assignment that the visit is for. Raises HTTPException where it is for none, or that one was deleted."""
    if incoming.who.assignment is None:
        raise HTTPException(403)
    try:
        return assignment_of(incoming.tool.database, incoming.who.assignment)
    except Deleted:
        raise HTTPException(404) from None


def own_attempt(incoming: Incoming) -> Attempt:
    """The attempt that is asked for: one's own, or for a teacher any of the assignment. Raises HTTPException: 403 for all others,
    whether they are there or not."""
    found = attempt_of(incoming.tool.database, int(incoming.request.path_params["attempt"]))
    mine = found is not None and found.assignment == incoming.who.assignment
    if not mine or not (incoming.who.teaches or (found and found.user == incoming.who.user)):
        raise HTTPException(403)
    assert found
    return found


def score_line(grade: Grade | None) -> str:
    """`7 / 10`; empty while there is none."""
    return score_of(grade) if grade and grade.points is not None else ""


def when(incoming: Incoming, marks: AssignmentGrades, found: Attempt) -> str:
    """When it was handed in, in the course's time."""
    days = marks.late.days(marks.lesson.name, found.time)
    time = f"{marks.late.local(found.time):%Y-%m-%d %H:%M:%S %Z}".strip()
    return f"{time} · {incoming.say('serve.late')}" if days else time


def row_of(incoming: Incoming, each: Attempt, standing: Standing, marks: AssignmentGrades) -> dict[str, object]:
    card = standing.cards.get(each.id)
    counts = standing.counts is not None and each.id == standing.counts.id
    points = (
        f"{card.score} / {card.max_score}" if card and card.outcome == "graded" else incoming.say(STATES[each.state])
    )
    names = ", ".join(each.files[:3])
    return {"attempt": each, "when": when(incoming, marks, each), "points": points, "counts": counts, "names": names}


def _place(incoming: Incoming, ahead: int | None) -> str:
    return incoming.say("serve.ahead", n=ahead) if ahead else incoming.say("serve.your_turn")


def _named(incoming: Incoming, card: Scorecard, user: User) -> Scorecard:
    """For a teacher with the person's name; for the student without what names them in tables."""
    return msgspec.structs.replace(card, student=user.called if incoming.who.teaches else user.name)
