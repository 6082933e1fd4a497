"""What the operator of a tool asks for: a new folder, what is there, a course gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from grader.course.lessons import Course
from grader.errors import UsageError
from grader.serve.database import Database, assignments, attempts, contexts, scores
from grader.serve.platforms import find_platforms
from grader.serve.records import Context, CourseAssignment
from grader.serve.settings import DataFolder, ToolSettings
from grader.serve.tool import Tool
from grader.serve.tool_keys import ToolKeys

__all__ = ["make_folder", "overview"]


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
