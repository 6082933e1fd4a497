"""Deep linking (1EdTech LTI Deep Linking 2.0): the teacher picks a lesson inside the platform, and a link to it lands in the course."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.responses import Response

from grader.sentences import render
from grader.serve.incoming import Incoming
from grader.serve.launch import CLAIM
from grader.serve.platforms import Platform, origin_of
from grader.serve.records import context_of
from grader.serve.tables import platforms
from grader.serve.teacher_forms import picked, terms_page
from grader.serve.terms import BadTerms, Terms, lesson_with

__all__ = ["pick", "send_pick"]

DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"


def pick(incoming: Incoming) -> Response:
    """The form: lesson, language, deadline, attempts, what counts, what is shown."""
    settings(incoming)
    return terms_page(incoming, "/pick", None)


def send_pick(incoming: Incoming) -> Response:
    """Hand the link over: a signed message that the teacher's browser brings to the platform (3.3, Deep Linking Response)."""
    tool, asked = incoming.tool, settings(incoming)
    try:
        terms = picked(incoming)
    except BadTerms as bad:
        return terms_page(incoming, "/pick", None, problem=render(bad.said, incoming.language))
    context = context_of(tool.database, incoming.who.context)
    platform = tool.database.one(Platform, sa.select(platforms).where(platforms.c.id == context.platform))
    back = asked.get("deep_link_return_url")
    if platform is None or not isinstance(back, str) or not origin_of(back):
        raise HTTPException(400)
    claims: dict[str, Any] = {
        "iss": platform.client_id,
        "aud": [platform.issuer],
        f"{CLAIM}message_type": "LtiDeepLinkingResponse",
        f"{CLAIM}version": "1.3.0",
        f"{CLAIM}deployment_id": context.deployment,
        f"{DL}content_items": [_item(incoming, terms)],
    }
    if "data" in asked:  # 4.5.5: given back as it came
        claims[f"{DL}data"] = asked["data"]
    form = {"JWT": tool.keys.sign(claims)}
    return incoming.page("posting.html", forms_to=origin_of(back), heading=tool.settings.title, action=back, form=form)


def settings(incoming: Incoming) -> dict[str, Any]:
    """What the platform asked for. Raises HTTPException where this visit is no deep linking, or takes no links (4.4.1)."""
    found: dict[str, Any] = msgspec.json.decode(incoming.who.linking or "{}")
    types = found.get("accept_types")
    if not isinstance(types, list) or "ltiResourceLink" not in types:
        raise HTTPException(403)
    return found


def _item(incoming: Incoming, terms: Terms) -> dict[str, Any]:
    """3.2, LTI resource link: what is in `custom` comes with every launch, also from a copy of the course."""
    lesson = lesson_with(terms, incoming.tool.course)
    points = float(sum((task.points for task in lesson.facts.tasks), Decimal(0)))
    title = lesson.heading(terms.language or incoming.language)
    item: dict[str, Any] = {
        "type": "ltiResourceLink",
        "title": title,
        "url": incoming.tool.settings.address("/lti/launch"),
        "custom": terms.custom(),
        "lineItem": {"scoreMaximum": points, "label": title, "resourceId": lesson.name, "tag": "dlgrade"},
    }
    return item | ({"submission": {"endDateTime": terms.due}} if terms.due else {})
