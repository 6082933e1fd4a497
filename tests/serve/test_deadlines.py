"""Tests that wait for the deadline run by themselves when it has passed, and the score that follows is sent."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
import sqlalchemy as sa
from anyio.from_thread import start_blocking_portal

from grader.serve.app import application
from grader.serve.deadlines import Deadlines
from grader.serve.running import at_work
from grader.serve.tables import assignments, attempts, scores
from grader.serve.terms import Terms
from grader.serve.tool import Tool
from tests.serve.client import client_of
from tests.serve.conftest import TOY, Running, know, new_folder
from tests.serve.lti_platform import CLAIM, LtiPlatform
from tests.waiting import wait_until

RIGHT = b"def add(a, b):\n    return a + b\n"


@pytest.fixture
def waiting_suite(tmp_path: Path, tool_keys: Path, platform: LtiPlatform) -> Iterator[Running]:
    """A tool at work, with a course in which a test of two points waits for the deadline."""
    course = tmp_path / "course"
    shutil.copytree(TOY, course)
    suite = next((course / "solutions" / "lesson01_add" / "suite").glob("test_*.py"))
    assert "points=2" in suite.read_text()
    suite.write_text(suite.read_text().replace("points=2", "points=2, after_due=True"))
    folder = new_folder(tmp_path / "data", tool_keys, course=str(course))
    with Tool(folder) as tool, at_work(tool), start_blocking_portal() as portal:
        know(tool, platform)
        app = application(tool)
        yield Running(tool, platform, lambda: client_of(app, portal))


def test_what_waits_for_the_deadline_is_graded_when_it_has_passed(waiting_suite: Running) -> None:
    """Without anybody's doing; the time of handing in stays, the score is sent again, and nothing is graded a third time."""
    tool, platform = waiting_suite.tool, waiting_suite.platform
    platform.members = [{"user_id": "ana"}]
    due = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    custom = {"lesson": "lesson01_add", "due": due.isoformat()}
    student: httpx.Client = waiting_suite.browser()
    token = platform.visit(student, user="ana", **{f"{CLAIM}custom": custom})
    where = waiting_suite.hand_in(student, token, ("add.py", RIGHT))
    assert "1 / 1" in waiting_suite.page(student, where, token).text
    look = Deadlines(tool)
    look.look()
    assert tool.database.rows(sa.select(attempts))[0]["gradings"] == 1

    terms = Terms("lesson01_add", due=datetime.datetime.now(datetime.UTC).isoformat())
    tool.database.run(sa.update(assignments).values(terms=msgspec.json.encode(terms).decode()))
    look.look()
    wait_until(lambda: "3 / 3" in waiting_suite.page(student, where, token).text)
    wait_until(lambda: tool.database.rows(sa.select(scores))[0]["state"] == "sent")

    assert [each["scoreGiven"] for each in platform.posted] == [1, 3]
    assert len({each["submission"]["submittedAt"] for each in platform.posted}) == 1
    for _ in range(3):
        look.look()
    row = tool.database.rows(sa.select(attempts))[0]
    assert (row["state"], row["gradings"]) == ("graded", 2)
