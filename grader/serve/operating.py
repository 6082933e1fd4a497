"""What the operator of a tool asks for: a new folder, what is there, a course gone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from grader.course.lessons import Course
from grader.errors import UsageError
from grader.sentences import text
from grader.serve.database import Database
from grader.serve.handins import attempts_of, forget
from grader.serve.platforms import delete_empty, deployments_of, find_platforms
from grader.serve.records import Context, CourseAssignment
from grader.serve.settings import DataFolder, ToolSettings
from grader.serve.tables import assignments, attempts, contexts, members, scores, users
from grader.serve.tool import Tool
from grader.serve.tool_keys import ToolKeys

__all__ = ["DeletedCourse", "delete_course", "make_folder", "name_of", "overview", "platform_lines"]


class DeletedCourse(Struct, frozen=True):
    """What was deleted with a course. wiped: also what the database's files held of it, unseen."""

    name: str
    assignments: int
    attempts: int
    wiped: bool


def make_folder(data: Path, url: str, course: Path) -> None:
    """Settings, keys and an empty database. Raises UsageError where there is a serve.toml already."""
    folder = DataFolder(data)
    if (data / "serve.toml").exists():
        raise UsageError(text("operate.there_already", path=str(data / "serve.toml")))
    root = course.resolve()
    if not any((each / "suite").is_dir() for each in (root / "solutions").glob("*")):
        raise UsageError(text("operate.no_suites", folder=str(root)))
    folder.save(ToolSettings(url=url.rstrip("/"), course=str(root), title=Course(root).facts.title))
    _ = folder.secret
    ToolKeys(folder.keys)
    Database(folder.database).close()


def overview(tool: Tool) -> dict[str, Any]:
    """Platforms, assignments, and counts."""
    courses = {each.id: each for each in tool.database.all(Context, sa.select(contexts))}
    found = tool.database.all(
        CourseAssignment, sa.select(assignments).order_by(assignments.c.context, assignments.c.id)
    )
    return {
        "platforms": platform_lines(tool.database),
        "assignments": [_line(tool.database, each, courses[each.context]) for each in found],
    }


def platform_lines(database: Database) -> list[dict[str, Any]]:
    """All platforms, those that were revoked too, with how many courses each has here."""
    courses = sa.select(contexts.c.platform, sa.func.count().label("count")).group_by(contexts.c.platform)
    counts = {row["platform"]: row["count"] for row in database.rows(courses)}
    return [
        {
            "id": each.id,
            "name": each.name,
            "issuer": each.issuer,
            "client_id": each.client_id,
            "deployments": deployments_of(database, each),
            "courses": counts.get(each.id, 0),
            "revoked": each.revoked,
        }
        for each in find_platforms(database, revoked=True)
    ]


def name_of(tool: Tool, course: int) -> str:
    """Raises UsageError where there is no such course."""
    found = tool.database.one(Context, sa.select(contexts).where(contexts.c.id == course))
    if found is None:
        raise UsageError(text("operate.no_course", number=str(course)))
    return found.title or found.name


def delete_course(tool: Tool, course: int) -> DeletedCourse:
    """Rows first: files that no row knows are nobody's, and the next start removes them too. What is being graded just now is removed by
    who grades it. Raises UsageError where there is no such course."""
    name = name_of(tool, course)
    own = tool.database.all(CourseAssignment, sa.select(assignments).where(assignments.c.context == course))
    gone = [each for one in own for each in attempts_of(tool.database, one.id)]
    with tool.database.write() as connection:
        connection.execute(sa.delete(contexts).where(contexts.c.id == course))
        connection.execute(sa.delete(users).where(users.c.id.not_in(sa.select(members.c.user))))
        delete_empty(connection)
    for each in gone:
        forget(tool.folder, each)
    for one in own:
        shutil.rmtree(tool.folder.class_of(one.id), ignore_errors=True)
    return DeletedCourse(name, len(own), len(gone), tool.database.wipe())


def _line(database: Database, each: CourseAssignment, course: Context) -> dict[str, Any]:
    own = attempts.c.assignment == each.id
    asked = sa.select(sa.func.count())
    return {
        "id": each.id,
        "title": each.title,
        "lesson": each.picked.lesson if each.picked else "",
        "course": course.id,
        "course_title": course.title,
        "attempts": database.number(asked.where(own)),
        "waiting": database.number(asked.where(own, attempts.c.state == "waiting")),
        "unsent": database.number(asked.where(scores.c.assignment == each.id, scores.c.state == "waiting")),
    }
