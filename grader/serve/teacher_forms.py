"""The form of an assignment's terms: when content is picked, and later behind the link itself."""

from __future__ import annotations

from typing import Any

from grader.sentences import languages, render
from grader.serve.incoming import Incoming
from grader.serve.terms import COUNTS, SHOWN, Terms

__all__ = ["COUNT_IDS", "terms_facts"]

COUNT_IDS = {"best": "serve.counts_best", "last": "serve.counts_last", "last on time": "serve.counts_last_on_time"}
SHOWN_IDS = {
    "": "serve.shown_lesson",
    "all": "serve.shown_all",
    "claim": "serve.shown_claim",
    "score": "serve.shown_score",
}


def terms_facts(incoming: Incoming, now: Terms | None) -> dict[str, Any]:
    """What the form shows. now: what is picked already."""
    lessons = incoming.tool.course.lessons()
    return {
        "heading": incoming.say("serve.terms"),
        "now": now or Terms(""),
        "lessons": [(each.name, f"{each.id} · {render(each.facts.heading, incoming.language)}") for each in lessons],
        "languages": [("", incoming.say("serve.language_platform")), *((each, each) for each in languages())],
        "counts": [(each, incoming.say(COUNT_IDS[each])) for each in COUNTS],
        "shown": [(each, incoming.say(SHOWN_IDS[each])) for each in SHOWN],
        "zone": incoming.tool.course.facts.late.zone or "UTC",
    }
