"""The class as a folder: what counts on the pages counts there, whatever deadlines course.toml has."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from grader.classroom.classes import read_class
from grader.classroom.grade_book import grades_of
from grader.serve.exporting import export_class
from grader.serve.marks import AssignmentGrades
from grader.serve.records import assignment_of
from grader.serve.tables import attempts
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform

DAY = timedelta(days=1)
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def late_course(tool: Tool, tmp_path: Path) -> Tool:
    """course.toml says that the lesson was due ten days ago, and that a day costs a tenth."""
    course = tmp_path / "course"
    shutil.copytree(tool.course.root, course)
    with open(course / "course.toml", "a") as facts:
        facts.write(
            f'\n[late]\npercent_per_day = 10\nzone = "UTC"\ndue = {{ lesson01 = {NOW - 10 * DAY:%Y-%m-%dT%H:%M:%S} }}\n'
        )
    tool.course = type(tool.course)(course)
    return tool


@pytest.mark.parametrize(
    ("due", "days"),
    [("", 0), ((NOW - 2 * DAY).isoformat(), 2), ((NOW - 12 * DAY).isoformat(), 12)],
    ids=["none", "later than course.toml", "earlier than course.toml"],
)
def test_the_folder_has_the_deadline_of_the_assignment(
    late_course: Tool,
    client: httpx.Client,
    platform: LtiPlatform,
    tmp_path: Path,
    due: str,
    days: int,
) -> None:
    """And reads it from there, too, when `dlgrade report` makes the grades again."""
    tool, out = late_course, tmp_path / "out"
    platform.visit(client, user="ana", **{f"{CLAIM}custom": {"lesson": "lesson01_add", "due": due}})
    graded_attempt(tool, user_called(tool, "ana"), 3, began=NOW.timestamp())
    assignment = assignment_of(tool.database, 1)
    assert assignment.picked
    here = AssignmentGrades(tool, assignment, assignment.picked).of(user_called(tool, "ana")).grade

    export_class(tool, assignment, out)

    there = grades_of(read_class(out), tool.course, out)[0]
    assert here
    assert (there.days_late, there.due) == (here.days_late, here.due) == (Decimal(days), here.due)


def test_the_class_page_has_one_zone(late_course: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    """Also of one whose attempt waits to be graded; the last one is named."""
    tool = late_course
    facts = tool.course.root / "course.toml"
    facts.write_text(facts.read_text().replace('zone = "UTC"', 'zone = "Asia/Shanghai"'))
    tool.course = type(tool.course)(tool.course.root)
    platform.visit(client, user="ana")
    for days in (1, 0):
        kept = graded_attempt(tool, user_called(tool, "ana"), 3, began=(NOW - days * DAY).timestamp())
        tool.database.run(sa.update(attempts).where(attempts.c.id == kept.id).values(state="waiting", gradings=0))

    teacher = platform.visit(client, user="t", role="Instructor")

    assert "12-01 20:00" in client.get("/class", params={"t": teacher}).text


def test_extension_of_who_has_not_handed_in_stays_behind(
    tool: Tool, client: httpx.Client, platform: LtiPlatform, tmp_path: Path
) -> None:
    """It is what extensions are for, and no reason that the class cannot be had as a folder."""
    for name in ("ana", "ben"):
        platform.visit(client, user=name, **{f"{CLAIM}custom": {"lesson": "lesson01_add"}})
    graded_attempt(tool, user_called(tool, "ana"), 3, began=NOW.timestamp())
    assignment = assignment_of(tool.database, 1)
    folder = tool.folder.class_of(1)
    folder.mkdir(parents=True, exist_ok=True)
    people = [user_called(tool, name).handle for name in ("ben", "ana")]
    lines = [f"{person},lesson01,,,,was ill,,2026-12-24" for person in people]
    (folder / "adjustments.csv").write_text("\n".join(["student,lesson,task,points,days,reason,test,until", *lines]))

    export_class(tool, assignment, tmp_path / "out")

    kept = (tmp_path / "out" / "adjustments.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0] for line in kept] == people[1:]
