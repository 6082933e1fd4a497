"""The form of an assignment's terms: when content is picked, and later behind the link itself."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from grader.sentences import languages, render, speaker, text
from grader.serve.incoming import Incoming
from grader.serve.records import CourseAssignment
from grader.serve.terms import COUNTS, SHOWN, BadTerms, Terms, terms_of

__all__ = ["COUNT_IDS", "link_line", "picked", "terms_page"]

PICK_IDS = {"best": "serve.pick_best", "last": "serve.pick_last", "last on time": "serve.pick_last_on_time"}
LABELS = {
    "lesson": "serve.lesson",
    "language": "serve.language",
    "due": "serve.deadline",
    "attempts": "serve.how_many",
    "counts": "serve.which_counts",
    "shown_before": "serve.shown_before",
    "shown_after": "serve.shown_after",
}
COUNT_IDS = {"best": "serve.counts_best", "last": "serve.counts_last", "last on time": "serve.counts_last_on_time"}
SHOWN_IDS = {
    "": "serve.shown_lesson",
    "all": "serve.shown_all",
    "claim": "serve.shown_claim",
    "score": "serve.shown_score",
}


def terms_page(
    incoming: Incoming, path: str, now: Terms | None, *, back: str = "", problem: str = "", note: str = ""
) -> Response:
    """The page with the form, which goes to `path`. now: what is picked already. problem: why what was typed, which it shows again, is not
    taken. note: what is to be known before."""
    shown = msgspec.to_builtins(now or Terms(""))
    if problem:
        shown |= {name: incoming.fields[name] for name in shown if name in incoming.fields}
    status = 400 if problem else 200
    facts = _choices(incoming)
    return incoming.page("terms.html", status=status, path=path, back=back, problem=problem or note, now=shown, **facts)


def link_line(incoming: Incoming, assignment: CourseAssignment) -> str:
    """What the link in the platform says where something else was saved here; empty where nothing differs."""
    linked, now = assignment.unfollowed, assignment.picked
    if linked is None or now is None:
        return ""
    theirs, ours = msgspec.to_builtins(linked), msgspec.to_builtins(now)
    said = [
        incoming.say("serve.cell", name=incoming.say(LABELS[name]), said=_said(incoming, name, value))
        for name, value in theirs.items()
        if value != ours[name]
    ]
    return incoming.say("serve.link_says", said=" \u00b7 ".join(said))


def _said(incoming: Incoming, name: str, value: Any) -> str:
    """As the form shows it."""
    ids = {"counts": PICK_IDS, "shown_before": SHOWN_IDS, "shown_after": SHOWN_IDS}.get(name, {})
    return incoming.say(ids[value]) if value in ids else str(value or incoming.say("serve.not_said"))


def picked(incoming: Incoming) -> Terms:
    """What the form says. Raises BadTerms."""
    terms = terms_of(incoming.fields, incoming.tool.course)
    if terms is None:
        raise BadTerms(text("serve.no_lesson", lesson=""))
    return terms


def _choices(incoming: Incoming) -> dict[str, Any]:
    lessons = incoming.tool.course.lessons()
    return {
        "heading": incoming.say("serve.terms"),
        "lessons": [(each.name, f"{each.id} · {render(each.facts.heading, incoming.language)}") for each in lessons],
        "languages": [
            ("", incoming.say("serve.language_platform")),
            *((each, speaker(each)("serve.language_name")) for each in languages()),
        ],
        "counts": [(each, incoming.say(PICK_IDS[each])) for each in COUNTS],
        "shown": [(each, incoming.say(SHOWN_IDS[each])) for each in SHOWN],
        "zone": incoming.tool.course.facts.late.zone or "UTC",
    }
