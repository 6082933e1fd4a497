"""What the operator of a tool asks for: a new folder, what is there, a course gone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from grader.course.lessons import Course
from grader.errors import UsageError
from grader.serve.database import Database
from grader.serve.handins import attempts_of
from grader.serve.platforms import find_platforms
from grader.serve.records import Context, CourseAssignment
from grader.serve.settings import DataFolder, ToolSettings
from grader.serve.tables import assignments, attempts, contexts, members, scores, users
from grader.serve.tool import Tool
from grader.serve.tool_keys import ToolKeys

__all__ = ["delete_course", "make_folder", "name_of", "overview"]


def make_folder(data: Path, url: str, course: Path) -> list[str]:
    """Settings, keys and an empty database; what to do next. Raises UsageError where there is a serve.toml already."""
    folder = DataFolder(data)
    if (data / "serve.toml").exists():
        raise UsageError(f"{data / 'serve.toml'} is there already. Change it with an editor.")
    root = course.resolve()
    if not any((each / "suite").is_dir() for each in (root / "solutions").glob("*")):
        raise UsageError(
            f"{root} holds no solutions/ with suites: name the instructor's folder of the course, not a released one."
        )
    folder.save(ToolSettings(url=url.rstrip("/"), course=str(root), title=Course(root).facts.title))
    _ = folder.secret
    ToolKeys(folder.keys)
    Database(folder.database).close()
    return [
        f"{data} is made.",
        f"Serve it, behind a proxy with TLS: dlgrade serve --data {data}",
        f"A link that registers it with a platform: dlgrade serve link --data {data}",
        f"The values to register it by hand: dlgrade serve values --data {data}",
    ]


def overview(tool: Tool) -> dict[str, Any]:
    """Platforms, assignments, and counts."""
    courses = {each.id: each for each in tool.database.all(Context, sa.select(contexts))}
    found = tool.database.all(
        CourseAssignment, sa.select(assignments).order_by(assignments.c.context, assignments.c.id)
    )
    return {
        "platforms": [
            {"id": each.id, "issuer": each.issuer, "client_id": each.client_id}
            for each in find_platforms(tool.database)
        ],
        "assignments": [_line(tool.database, each, courses[each.context]) for each in found],
    }


def name_of(tool: Tool, course: int) -> str:
    """Raises UsageError where there is no such course."""
    found = tool.database.one(Context, sa.select(contexts).where(contexts.c.id == course))
    if found is None:
        raise UsageError(f"There is no course {course}. `dlgrade serve status` shows them.")
    return f"course {course}, {found.title or found.name}"


def delete_course(tool: Tool, course: int) -> str:
    """What was deleted, in words. Rows first: files that no row knows are nobody's, and the next start removes them too."""
    name = name_of(tool, course)
    own = tool.database.all(CourseAssignment, sa.select(assignments).where(assignments.c.context == course))
    gone = [each for one in own for each in attempts_of(tool.database, one.id)]
    with tool.database.write() as connection:
        connection.execute(sa.delete(contexts).where(contexts.c.id == course))
        connection.execute(sa.delete(users).where(users.c.id.not_in(sa.select(members.c.user))))
    for each in gone:
        shutil.rmtree(tool.folder.handin(each.place), ignore_errors=True)
        for path in tool.folder.card(each.id).parent.glob(f"{each.id}.*"):
            path.unlink(missing_ok=True)
    for one in own:
        shutil.rmtree(tool.folder.class_of(one.id), ignore_errors=True)
    return f"{name}: {len(own)} assignments and {len(gone)} attempts are deleted."


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
