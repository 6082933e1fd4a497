"""Courses, people and assignments, as launches and rosters bring them."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from grader.engine.session import new_seed
from grader.intake.names import clean
from grader.serve.database import Database, all_of
from grader.serve.launch import Launch, Role
from grader.serve.platforms import Platform
from grader.serve.tables import assignments, contexts, members, users
from grader.serve.terms import Terms

__all__ = [
    "Arrival",
    "Context",
    "CourseAssignment",
    "Deleted",
    "User",
    "arrive",
    "assignment_of",
    "context_of",
    "keep_user",
    "members_of",
    "students_of",
    "user_of",
]


class Deleted(LookupError):
    """What is asked for was deleted, with its course."""


class Context(Struct, frozen=True):
    """A course on a platform (LTI: a context), in one deployment of the tool."""

    id: int
    platform: int
    deployment: str
    name: str
    title: str = ""
    memberships_url: str = ""
    lineitems_url: str = ""


class User(Struct, frozen=True):
    """A person of a platform: its `sub`, which is the userId of its grade services too. handle: what tables call the person."""

    id: int
    platform: int
    sub: str
    name: str
    handle: str

    @property
    def called(self) -> str:
        return self.name or self.handle


class CourseAssignment(Struct, frozen=True):
    """A place in a course (LTI: a resource link). terms: as JSON, empty until a teacher has picked them. line_item: the gradebook's
    column. gradebook: whether scores may be sent. seed: one for all, so that all are asked the same. linked: the terms that the link said last."""

    id: int
    context: int
    link: str
    title: str
    terms: str
    line_item: str
    gradebook: bool
    seed: str
    linked: str

    @property
    def unfollowed(self) -> Terms | None:
        """What the link says, where something else holds here."""
        said = msgspec.json.decode(self.linked, type=Terms) if self.linked else None
        return said if said != self.picked else None

    @property
    def picked(self) -> Terms | None:
        return msgspec.json.decode(self.terms, type=Terms) if self.terms else None


class Arrival(Struct, frozen=True):
    """Who was launched to where. before: the terms that held until now."""

    context: Context
    user: User
    place: CourseAssignment | None
    before: Terms | None


def arrive(connection: sa.Connection, platform: Platform, launch: Launch, terms: Terms | None) -> Arrival:
    """What a launch says of course, person and place is kept. terms: of the link; they hold until a teacher has saved others here."""
    user = keep_user(connection, platform.id, launch.sub, launch.name, (launch.email, launch.number))
    same = sa.and_(
        contexts.c.platform == platform.id,
        contexts.c.deployment == launch.deployment,
        contexts.c.name == launch.context,
    )
    known = {"title": launch.context_title}
    known |= {name: url for name in ("memberships_url", "lineitems_url") if (url := getattr(launch, name))}
    key = {"platform": platform.id, "deployment": launch.deployment, "name": launch.context}
    context = _upsert(connection, contexts, same, key, known)
    _join(connection, context, user.id, launch.role)
    place, before = _place(connection, context, launch, terms) if launch.link else (None, None)
    found = all_of(connection, Context, sa.select(contexts).where(contexts.c.id == context))[0]
    return Arrival(found, user, place, before)


def keep_user(connection: sa.Connection, platform: int, sub: str, name: str, ids: tuple[str, ...]) -> User:
    """The person of that `sub`; met for the first time, they get a handle that nobody else of the platform has."""
    asked = sa.select(users).where(users.c.platform == platform, users.c.sub == sub)
    found = all_of(connection, User, asked)
    if found and name and found[0].name != name:
        connection.execute(sa.update(users).where(users.c.id == found[0].id).values(name=name))
    elif found:
        return found[0]
    else:
        handle = clean(next(filter(None, (*ids, f"user {sub}"))))[:200]
        taken = sa.select(users.c.id).where(
            users.c.platform == platform, sa.func.lower(users.c.handle) == handle.lower()
        )
        if handle.startswith(("*", "'")) or connection.execute(taken).first():
            handle = f"{handle.lstrip(chr(39) + '*')} {secrets.token_hex(4)}"
        connection.execute(sa.insert(users).values(platform=platform, sub=sub, name=name, handle=handle))
    return all_of(connection, User, asked)[0]


def context_of(database: Database, number: int) -> Context:
    """Raises Deleted where it was deleted."""
    found = database.one(Context, sa.select(contexts).where(contexts.c.id == number))
    if found is None:
        raise Deleted(f"no course {number}")
    return found


def user_of(database: Database, number: int) -> User:
    """Raises Deleted where they were deleted, with their last course."""
    found = database.one(User, sa.select(users).where(users.c.id == number))
    if found is None:
        raise Deleted(f"no person {number}")
    return found


def assignment_of(database: Database, number: int) -> CourseAssignment:
    """Raises Deleted where it was deleted."""
    found = database.one(CourseAssignment, sa.select(assignments).where(assignments.c.id == number))
    if found is None:
        raise Deleted(f"no assignment {number}")
    return found


def students_of(database: Database, context: int) -> list[User]:
    """Those who are in the course as students, by name."""
    joined = sa.join(users, members, users.c.id == members.c.user)
    listed = sa.select(users).select_from(joined).where(members.c.context == context, members.c.role == "student")
    return sorted(
        database.all(User, listed.where(members.c.listed)), key=lambda each: (each.called.casefold(), each.id)
    )


def members_of(database: Database, context: int) -> list[User]:
    """All who ever were in the course, as whatever."""
    joined = sa.join(users, members, users.c.id == members.c.user)
    return database.all(User, sa.select(users).select_from(joined).where(members.c.context == context))


def _place(
    connection: sa.Connection, context: int, launch: Launch, terms: Terms | None
) -> tuple[CourseAssignment, Terms | None]:
    """The place as it is now, and the terms that held before."""
    same = sa.and_(assignments.c.context == context, assignments.c.link == launch.link)
    facts: dict[str, Any] = {"title": launch.link_title, "gradebook": launch.gradebook}
    facts |= {"line_item": launch.line_item} if launch.line_item else {}
    first = {"seed": str(new_seed())}
    place = _upsert(connection, assignments, same, {"context": context, "link": launch.link}, facts, first)
    asked = sa.select(assignments).where(assignments.c.id == place)
    known = all_of(connection, CourseAssignment, asked)[0]
    said = msgspec.json.encode(terms).decode() if terms else ""
    if not said or said == known.linked:
        return known, known.picked
    follows = known.picked is None or (known.linked and not known.unfollowed)
    values = {"linked": said} | ({"terms": said} if follows else {})
    connection.execute(sa.update(assignments).where(assignments.c.id == place).values(values))
    return all_of(connection, CourseAssignment, asked)[0], known.picked


def _join(connection: sa.Connection, context: int, user: int, role: Role) -> None:
    same = sa.and_(members.c.context == context, members.c.user == user)
    if connection.execute(sa.select(members.c.user).where(same)).first() is None:
        connection.execute(sa.insert(members).values(context=context, user=user, role=role, listed=True))
    else:
        connection.execute(sa.update(members).where(same).values(role=role, listed=True))


def _upsert(
    connection: sa.Connection,
    table: sa.Table,
    same: sa.ColumnElement[bool],
    key: dict[str, Any],
    facts: dict[str, Any],
    first: dict[str, Any] | None = None,
) -> int:
    """The row of that key, with these facts; `first`: what it is made with. Its number is returned."""
    number = connection.execute(sa.select(table.c.id).where(same)).scalar()
    if number is None:
        connection.execute(sa.insert(table).values(**key, **facts, **(first or {})))
        number = connection.execute(sa.select(table.c.id).where(same)).scalar_one()
    else:
        connection.execute(sa.update(table).where(same).values(**facts))
    return int(number)
