"""The platform's Assignment and Grade Services: line items, scores, results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec
from msgspec import Struct

from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.lms.lti.client import Client, PlatformRefused
from grader.lms.lti.journal import Sent
from grader.sentences import text

__all__ = ["PlatformScore", "find_or_make", "post_score", "results"]

LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE = "application/vnd.ims.lis.v1.score+json"
RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json"
# Canvas makes a new attempt of each score, and counts it, unless it is told not to; others pass this over.
CANVAS = {"https://canvas.instructure.com/lti/submission": {"new_submission": False}}
encoder = msgspec.json.Encoder(decimal_format="number")


class PlatformScore(Struct, frozen=True):
    """What the platform shows of one person: so many points of so many."""

    score: Decimal
    maximum: Decimal


def find_or_make(client: Client, lesson: Lesson, dry: bool) -> str:
    """The address of the lesson's line item; made if there is none. Empty in a dry run that would make it."""
    if client.config.lineitem_url:
        return client.config.lineitem_url
    url = client.config.lineitems_url
    found = [
        item for item in _listed(client, url, LINE_ITEMS) if item.get("resourceId") == lesson.name and item.get("id")
    ]
    if len(found) > 1:
        listed = ", ".join(str(item["id"]) for item in found)
        raise UsageError(text("platform.several_items", lesson=lesson.id, listed=listed))
    if found:
        return str(found[0]["id"])
    if dry:
        return ""
    points = sum((task.points for task in lesson.facts.tasks), Decimal(0))
    item = {
        "label": f"{lesson.facts.number:02} {lesson.facts.title}",
        "scoreMaximum": int(
            points.to_integral_value(ROUND_CEILING)
        ),  # Open edX knows whole numbers; scores bring their own
        "resourceId": lesson.name,
        "tag": "dlgrade",
    }
    made = client.post(url, encoder.encode(item), LINE_ITEM)
    if not isinstance(made, dict) or not made.get("id"):
        raise PlatformRefused(text("platform.no_item", lesson=lesson.id))
    return str(made["id"])


def post_score(client: Client, sent: Sent) -> None:
    """Raises Refused with the platform's answer."""
    document = {
        "userId": sent.user,
        "scoreGiven": sent.score,
        "scoreMaximum": sent.maximum,
        "comment": sent.comment,
        "timestamp": _utc(sent.time),
        "activityProgress": "Completed",  # Moodle deletes a score that is not both of these
        "gradingProgress": "FullyGraded",
    }
    if sent.submitted:  # else the platform takes now for the time, and marks it late
        document["submission"] = {"submittedAt": _utc(sent.submitted)}
    client.post(_below(sent.line_item, "scores"), encoder.encode(document | CANVAS), SCORE)


def _utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def results(client: Client, line_item: str, user: str = "") -> dict[str, PlatformScore]:
    """What the platform shows for each person who has a score; of one, where it is told whom to look for."""
    url = _below(line_item, "results")
    if user:  # AGS 2.0, 3.3.3: a platform may give everybody's all the same
        url += f"{'&' if '?' in url else '?'}user_id={quote(user, safe='')}"
    shown = {}
    for result in _listed(client, url, RESULTS):
        score, maximum = _number(result.get("resultScore")), _number(result.get("resultMaximum"))
        if score is not None and maximum is not None:
            shown[str(result.get("userId"))] = PlatformScore(score, maximum)
    return shown


def _listed(client: Client, url: str, media: str) -> Iterator[dict[str, Any]]:
    for page in client.pages(url, media):
        if not isinstance(page, list):
            raise PlatformRefused(text("platform.no_list", url=url))
        yield from (entry for entry in page if isinstance(entry, dict))


def _below(url: str, name: str) -> str:
    """A line item's own page of that name: before the question mark, as Moodle has one."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}"))


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
