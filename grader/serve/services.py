"""The platform's services for one course: a client for its grades and roster, the line item of a link, the people of the course."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import Any
from urllib.parse import quote

import msgspec
import sqlalchemy as sa

from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.intake.names import clean
from grader.lms.lti.client import TRIES, Client, PlatformRefused
from grader.lms.lti.config import Config
from grader.lms.lti.roster import MEDIA
from grader.lms.lti.service import LINE_ITEM, LINE_ITEMS
from grader.sentences import Line, text
from grader.serve.incoming import log
from grader.serve.launch import role_of
from grader.serve.platforms import Platform
from grader.serve.records import Context, CourseAssignment, keep_user
from grader.serve.tables import assignments, members, platforms
from grader.serve.tool import Tool

__all__ = ["client_for", "client_of", "config_of", "line_item_of", "refresh_roster"]

MOST_PEOPLE = 20_000


def config_of(tool: Tool, context: Context, line_item: str = "") -> Config:
    """Where that course's platform is, and as whom the tool speaks to it."""
    platform = tool.database.one(Platform, sa.select(platforms).where(platforms.c.id == context.platform))
    assert platform
    if platform.revoked:
        raise UsageError(text("operate.not_registered"))
    return Config(
        client_id=platform.client_id,
        token_url=platform.token_url,
        memberships_url=context.memberships_url or platform.token_url,
        key_file="keys",
        key_id=tool.keys.id,
        lineitems_url=context.lineitems_url,
        lineitem_url=line_item,
        audience=platform.audience,
    )


def client_of(tool: Tool, config: Config, tries: int = TRIES) -> Client:
    """Its token goes to these addresses' hosts alone, and to no machine inside. Raises Forbidden for one that is."""
    for url in config.urls.values():
        tool.outbound.check(url)

    def tell(line: Line) -> None:
        log.info("platform is busy", extra={"why": str(line)})

    return Client(config, tool.keys.private, tell, tool.outbound.transport(), tries)


def client_for(tool: Tool, context: Context, line_item: str = "", tries: int = TRIES) -> Client:
    """Speaks to that course's platform as this tool."""
    return client_of(tool, config_of(tool, context, line_item), tries)


def line_item_of(tool: Tool, context: Context, assignment: CourseAssignment, lesson: Lesson) -> str:
    """The gradebook's column of this link: the launch's own, else the one that is found for it, else a new one (AGS 2.0, 3.2)."""
    if assignment.line_item:
        return assignment.line_item
    if not context.lineitems_url:
        raise UsageError(text("operate.no_line_items"))
    own = f"dlgrade-{assignment.link}"[:250]
    with client_for(tool, context) as client:
        found = _found(client, context.lineitems_url, own, assignment.link) or _made(
            client, context, assignment, lesson, own
        )
    tool.database.run(sa.update(assignments).where(assignments.c.id == assignment.id).values(line_item=found))
    return found


def refresh_roster(tool: Tool, context: Context) -> int:
    """Who is in the course now, as the platform says (NRPS 2.0, 3.6.1); how many. Raises UsageError where it does not say it."""
    if not context.memberships_url:
        raise UsageError(text("operate.no_roster"))
    people: list[dict[str, Any]] = []
    with client_for(tool, context, tries=1) as client:  # a teacher waits for it
        for page in client.pages(context.memberships_url, MEDIA):
            listed = page.get("members") if isinstance(page, dict) else None
            people += [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
            if len(people) > MOST_PEOPLE:
                raise PlatformRefused(text("operate.endless_roster"))
    there: dict[int, str] = {}
    with tool.database.write() as connection:
        for each in people:
            sub = each.get("user_id")
            if isinstance(sub, str) and 0 < len(sub) <= 255 and each.get("status", "Active") == "Active":
                keys = ("email", "lis_person_sourcedid")
                names = tuple(value[:255] for key in keys if isinstance(value := each.get(key), str))
                name = each.get("name")
                name = clean(name)[:255] if isinstance(name, str) else ""
                user = keep_user(connection, context.platform, sub, name, names)
                there[user.id] = role_of(each.get("roles"))
        connection.execute(sa.update(members).where(members.c.context == context.id).values(listed=False))
        for number, role in there.items():
            same = sa.and_(members.c.context == context.id, members.c.user == number)
            if connection.execute(sa.select(members.c.user).where(same)).first() is None:
                connection.execute(sa.insert(members).values(context=context.id, user=number, role=role, listed=True))
            else:
                connection.execute(sa.update(members).where(same).values(role=role, listed=True))
    return len(there)


def _found(client: Client, url: str, own: str, link: str) -> str:
    asked = f"{url}{'&' if '?' in url else '?'}resource_link_id={quote(link, safe='')}"
    for page in client.pages(asked, LINE_ITEMS):
        for item in page if isinstance(page, list) else []:
            ours = isinstance(item, dict) and (item.get("resourceLinkId") == link or item.get("resourceId") == own)
            if ours and isinstance(item.get("id"), str):
                return str(item["id"])
    return ""


def _made(client: Client, context: Context, assignment: CourseAssignment, lesson: Lesson, own: str) -> str:
    points = sum((task.points for task in lesson.facts.tasks), Decimal(0))
    item = {
        "label": assignment.title or lesson.facts.title,
        "scoreMaximum": int(points.to_integral_value(ROUND_CEILING)),
        "resourceId": own,
        "resourceLinkId": assignment.link,
        "tag": "dlgrade",
    }
    made = client.post(context.lineitems_url, msgspec.json.encode(item), LINE_ITEM)
    if not isinstance(made, dict) or not isinstance(made.get("id"), str):
        raise PlatformRefused(text("operate.no_line_item"))
    return str(made["id"])
