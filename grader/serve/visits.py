"""A visit: what a launch opened, for one person, in one course, at one place. It needs no cookie, and takes one where there is one.

The page's addresses carry the visit's secret. Where the browser has shown in the launch that it keeps our cookie, partitioned
by the platform's page, the secret is good in that browser alone: an address that is passed on opens nothing.
"""

from __future__ import annotations

import secrets
import time

import sqlalchemy as sa
from msgspec import Struct

from grader.serve.database import Database
from grader.serve.launch import Role
from grader.serve.signed import digest_of
from grader.serve.tables import visits

__all__ = ["Visit", "find_visit", "open_visit", "was_visit"]

BOUND_SECONDS = 8 * 3600
LOOSE_SECONDS = 2 * 3600  # where no cookie is kept
KNOWN_SECONDS = 24 * 3600  # after its end, so that what was typed meanwhile is not lost


class Visit(Struct, frozen=True):
    """assignment: None while a teacher picks content. browser: the digest of what marks the browser, empty where it keeps nothing.

    linking: the deep linking settings, as JSON."""

    digest: str
    assignment: int | None
    context: int
    user: int
    role: Role
    language: str
    browser: str
    linking: str
    ends: float
    token: str = ""

    @property
    def teaches(self) -> bool:
        return self.role == "teacher"


def open_visit(
    connection: sa.Connection,
    *,
    context: int,
    user: int,
    role: Role,
    language: str,
    assignment: int | None = None,
    browser: str = "",
    linking: str = "",
) -> str:
    """The secret of a new visit. browser: what marks the browser, where it has kept that."""
    now, token = time.time(), secrets.token_urlsafe(24)
    values = {"context": context, "user": user, "role": role, "language": language, "assignment": assignment}
    values |= {"browser": digest_of(browser) if browser else "", "linking": linking}
    ends = now + (BOUND_SECONDS if browser else LOOSE_SECONDS)
    connection.execute(sa.delete(visits).where(visits.c.ends < now - KNOWN_SECONDS))
    connection.execute(sa.insert(visits).values(digest=digest_of(token), ends=ends, **values))
    return token


def find_visit(database: Database, token: str, browser: str) -> Visit | None:
    """The visit of that secret, from this browser; None where there is none or it has ended."""
    asked = sa.select(visits).where(visits.c.digest == digest_of(token), visits.c.ends > time.time())
    found = database.one(Visit, asked) if token else None
    if found is None or (found.browser and found.browser != digest_of(browser)):
        return None
    return Visit(**{name: getattr(found, name) for name in Visit.__struct_fields__ if name != "token"}, token=token)


def was_visit(database: Database, token: str) -> bool:
    """Whether it is the secret of a visit, if only of one that has ended: nobody else is listened to."""
    asked = sa.select(sa.func.count()).where(visits.c.digest == digest_of(token))
    return bool(token) and database.number(asked) > 0
