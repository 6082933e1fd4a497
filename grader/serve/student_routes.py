"""The page of an assignment: what is asked for, the form, the attempts so far. A teacher's own attempts go the same way, and count nowhere."""

from __future__ import annotations

import io
import secrets
import time
from typing import BinaryIO

from starlette.exceptions import HTTPException
from starlette.responses import Response

from grader.intake.archive import MEMBERS, UNPACKED_BYTES
from grader.intake.choose import KINDS
from grader.serve.attempt_pages import row_of, score_line, unfit_line
from grader.serve.handins import NotTaken, hand_in
from grader.serve.incoming import Incoming
from grader.serve.marks import AssignmentGrades
from grader.serve.places import place_of
from grader.serve.records import user_of
from grader.serve.teacher_forms import COUNT_IDS

__all__ = ["send_work", "work"]

KiB, MiB = 1 << 10, 1 << 20
FILES = 50  # of one hand-in; an archive may hold more


def work(incoming: Incoming, problem: str = "", status: int = 200) -> Response:
    """The assignment: what is asked for, the form, the attempts so far."""
    assignment, user = place_of(incoming), user_of(incoming.tool.database, incoming.who.user)
    terms = assignment.picked
    if terms is None:
        heading = assignment.title or incoming.tool.settings.title
        return incoming.page("said.html", heading=heading, lines=[incoming.say("serve.not_picked")], code="", again="")
    marks = AssignmentGrades(incoming.tool, assignment, terms)
    standing = marks.of(user)
    used = sum(each.counts_as_one for each in standing.attempts)
    left = max(0, terms.attempts - used) if terms.attempts else None
    faults = sum(each.state == "fault" and not each.counts_as_one and not each.trial for each in standing.attempts)
    due = marks.until(user)
    return incoming.page(
        "work.html",
        status=status,
        heading=marks.lesson.heading(incoming.language),
        assignment=assignment,
        lesson=marks.lesson,
        kinds=KINDS,
        limits=_limits(incoming, marks),
        most=incoming.tool.settings.upload_mb * MiB,
        most_files=FILES,
        most_kb=marks.lesson.limits.source_kb,
        replaces=left is not None and 0 < left <= faults,
        due=f"{due:%Y-%m-%d %H:%M %Z}".strip() if due else "",
        counts=incoming.say(COUNT_IDS[terms.counts]),
        left=left,
        standing=standing,
        score=score_line(standing.grade),
        unfit=unfit_line(incoming, standing),
        rows=[row_of(incoming, each, standing, marks) for each in reversed(standing.attempts)],
        once=secrets.token_urlsafe(18),
        problem=problem,
        pasted=incoming.fields.get("pasted", ""),
        whom=user.name,
        trial=incoming.who.teaches,
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
    if pasted.strip() and files:  # which of the two is meant, nobody can know
        return work(incoming, incoming.say("serve.both"), 400)
    if len(files) > FILES:
        return work(incoming, incoming.say("serve.too_many_files", n=FILES), 400)
    if pasted.strip():
        lesson, text = tool.course.lesson(terms.lesson), pasted.replace("\r\n", "\n").encode("utf-8", "replace")
        if len(text) > lesson.limits.source_kb * KiB:
            return work(incoming, incoming.say("serve.text_too_large", kb=lesson.limits.source_kb), 400)
        files = [(lesson.facts.file, io.BytesIO(text))]
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


def _limits(incoming: Incoming, marks: AssignmentGrades) -> str:
    """All that would be refused after it was sent."""
    mb = incoming.tool.settings.upload_mb
    facts = {
        "kb": marks.lesson.limits.source_kb,
        "n": FILES,
        "unpacked": UNPACKED_BYTES // MiB,
        "count": f"{MEMBERS:,}",
    }
    return incoming.say("serve.limit", mb=mb, **facts)
