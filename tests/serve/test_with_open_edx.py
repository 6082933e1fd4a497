"""The tool with a real platform's own code: Open edX signs the launches, takes the link that was picked, and gets the scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from grader.serve.platforms import Platform, register
from grader.serve.sending import Sender, ask_again
from grader.serve.services import client_for
from grader.serve.tables import scores, users
from grader.serve.tool import Tool
from tests.lms.edx_process import open_edx
from tests.serve.graded import graded_attempt, user_called
from tests.waiting import wait_until


@pytest.fixture
def edx(tool: Tool, tmp_path: Path) -> Iterator[str]:
    """The address of an Open edX that knows the tool, and that the tool knows."""
    key = tool.keys.private.public_key()
    room = tmp_path / "edx"
    room.mkdir()
    with open_edx(room, key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()) as facts:
        base, _, passport = facts["token_url"].partition("/api/lti_consumer/v1/token/")
        keys = f"{base}/api/lti_consumer/v1/public_keysets/{passport}"
        register(
            tool.database, Platform(0, "edx", base, facts["client_id"], f"{base}/auth", facts["token_url"], keys), "1"
        )
        yield base


def launch(edx: str, client: httpx.Client, user: str, role: str, message: str = "LtiResourceLinkRequest") -> str:
    """From Open edX's own first address to the visit; where it leads."""
    begin = httpx.get(f"{edx}/begin", params={"user": user, "role": role, "message": message}).json()["url"]
    login = client.get(begin)
    assert login.status_code == 302, login.text
    form = httpx.get(login.headers["Location"]).json()
    opened = client.post("/lti/launch", data=form)
    assert opened.status_code == 303, opened.text
    return str(opened.headers["Location"])


def test_open_edx_says_who_is_in_the_course(edx: str, tool: Tool, client: httpx.Client) -> None:
    """By its own roster service: who never came is on the class page by name, a teacher is not, and is found again by the same id."""
    where = launch(edx, client, "44444444-dee", "staff")
    query = dict(parse_qsl(urlsplit(where).query))
    page = client.get("/class", params=query).text
    mark = re.search(r'action="/class/roster\?[^"]*"[^>]*>\s*<input type="hidden" name="mark" value="(\w+)"', page)
    assert mark
    done = client.post("/class/roster", params=query, data={"mark": mark[1]})
    assert done.headers["Location"].endswith("said=roster")

    page = client.get("/class", params=query).text
    assert "Ana A" in page
    assert "Ben B" in page
    assert "Dee D" not in page
    launch(edx, client, "11111111-ana", "student")
    assert user_called(tool, "11111111-ana").handle == "ana@x.edu"
    assert tool.database.number(sa.select(sa.func.count()).select_from(users)) == 3


def test_open_edx_launches_picks_and_is_sent_scores(edx: str, tool: Tool, client: httpx.Client) -> None:
    picking = launch(edx, client, "teacher-1", "instructor", "LtiDeepLinkingRequest")
    assert urlsplit(picking).path == "/pick"
    mark = re.search(r'name="mark" value="(\w+)"', client.get(picking).text)
    assert mark
    handed = client.post(picking, data={"mark": mark[1], "lesson": "lesson01_add", "due": "2026-10-05 23:59"})
    token = re.search(r'name="JWT" value="([^"]+)"', handed.text)
    assert token
    items = httpx.get(f"{edx}/picked", params={"JWT": token[1]}).json()["items"]
    assert (items[0]["type"], items[0]["custom"]["lesson"]) == ("ltiResourceLink", "lesson01_add")

    assert urlsplit(launch(edx, client, "teacher-1", "instructor")).path == "/class"
    where = launch(edx, client, "11111111-ana", "student")
    assert urlsplit(where).path == "/work"
    assert "add.py" in client.get("/work", params=dict(parse_qsl(urlsplit(where).query))).text

    tool.sender = Sender(tool)
    tool.sender.start()
    ana = user_called(tool, "11111111-ana")
    for points in (1, 2):
        graded_attempt(tool, ana, points)
        ask_again(tool, 1, [ana.id])
        wait_until(lambda: bool({row["state"] for row in tool.database.rows(sa.select(scores))} - {"waiting"}))
    tool.sender.stop()

    row = tool.database.rows(sa.select(scores))[0]
    assert (row["state"], row["note"]) == ("sent", "")
    _shows(tool, 2)


def _shows(tool: Tool, points: int) -> None:
    """Open edX has the score as it is."""
    from grader.lms.lti.service import results
    from grader.serve.records import assignment_of, context_of

    assignment = assignment_of(tool.database, 1)
    with client_for(tool, context_of(tool.database, assignment.context), assignment.line_item) as client:
        shown = results(client, assignment.line_item)
    assert [(each.score, each.maximum) for each in shown.values()] == [(points, 3)]
