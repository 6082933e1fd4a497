"""The form of an assignment's terms: when content is picked, and later behind the link itself."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response

from grader.sentences import languages, render, speaker, text
from grader.serve.incoming import Incoming
from grader.serve.terms import COUNTS, SHOWN, BadTerms, Terms, terms_of

__all__ = ["COUNT_IDS", "picked", "terms_page"]

PICK_IDS = {"best": "serve.pick_best", "last": "serve.pick_last", "last on time": "serve.pick_last_on_time"}
COUNT_IDS = {"best": "serve.counts_best", "last": "serve.counts_last", "last on time": "serve.counts_last_on_time"}
SHOWN_IDS = {
    "": "serve.shown_lesson",
    "all": "serve.shown_all",
    "claim": "serve.shown_claim",
    "score": "serve.shown_score",
}


def terms_page(incoming: Incoming, path: str, now: Terms | None, *, back: str = "", problem: str = "") -> Response:
    """The page with the form, which goes to `path`. now: what is picked already. problem: why what was typed, which it shows again, is not
    taken."""
    shown = msgspec.to_builtins(now or Terms(""))
    if problem:
        shown |= {name: incoming.fields[name] for name in shown if name in incoming.fields}
    status = 400 if problem else 200
    facts = _choices(incoming)
    return incoming.page("terms.html", status=status, path=path, back=back, problem=problem, now=shown, **facts)


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
