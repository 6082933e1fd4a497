"""The link's terms hold as long as nobody has saved others under "The assignment"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from grader.serve.handins import attempts_of
from grader.serve.sending import Sender
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform
from tests.waiting import wait_until

FIRST = {"lesson": "lesson01_add", "due": "2027-12-20T10:00:00+00:00", "attempts": "3"}
SECOND = FIRST | {"due": "2027-12-25T10:00:00+00:00", "attempts": "5"}


@pytest.fixture
def sending(tool: Tool) -> Iterator[Tool]:
    tool.sender = Sender(tool)
    yield tool
    tool.sender.stop()


def work(client: httpx.Client, platform: LtiPlatform, custom: dict[str, str]) -> str:
    """What a student reads who comes by that link."""
    token = platform.visit(client, user="ana", **{f"{CLAIM}custom": custom})
    return client.get("/work", params={"t": token}).text


def test_what_is_picked_anew_in_the_platform_holds(sending: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    assert "Due: 2027-12-20 10:00" in work(client, platform, FIRST)

    page = work(client, platform, SECOND)

    assert "Due: 2027-12-25 10:00" in page
    assert "5 attempts are left" in page


def test_what_was_handed_in_is_judged_by_what_is_picked_anew(
    sending: Tool, client: httpx.Client, platform: LtiPlatform
) -> None:
    """A deadline that is earlier now costs what lateness costs, and the score is looked at again; another lesson grades again."""
    platform.members = [{"user_id": "ana"}]
    work(client, platform, FIRST)
    graded_attempt(sending, user_called(sending, "ana"), 2)
    work(client, platform, SECOND)
    wait_until(lambda: bool(platform.posted))
    other = next(each.name for each in sending.course.folders if each.name != "lesson01_add")

    work(client, platform, SECOND | {"lesson": other})

    assert [each.state for each in attempts_of(sending.database, 1)] == ["waiting"]


def test_what_was_saved_here_stays_and_the_teacher_reads_what_the_link_says(
    sending: Tool, client: httpx.Client, platform: LtiPlatform
) -> None:
    """Until the same is saved here: then the link is followed again."""
    work(client, platform, FIRST)
    token = platform.visit(client, user="t", role="Instructor", **{f"{CLAIM}custom": FIRST})

    def save(custom: dict[str, str]) -> None:
        form = client.get("/settings", params={"t": token}).text
        mark = re.search(r'name="mark" value="(\w+)"', form)
        assert mark
        assert client.post("/settings", params={"t": token}, data=custom | {"mark": mark[1]}).status_code == 303

    save(FIRST | {"attempts": "1"})
    page = work(client, platform, SECOND)
    assert "Due: 2027-12-20 10:00" in page
    assert "1 attempt is left" in page
    for path in ("/class", "/settings"):
        told = client.get(path, params={"t": token}).text
        assert "something else: Deadline: 2027-12-25T10:00:00+00:00 · Attempts: 5." in told
    save(SECOND)
    assert "something else" not in client.get("/class", params={"t": token}).text
    assert "Due: 2027-12-20 10:00" in work(client, platform, FIRST)


@pytest.mark.parametrize(
    ("role", "locale", "said"),
    [
        ("Instructor", "en", ["The deadline is no date", "Pick the content again"]),
        ("Learner", "en", ["Tell your teacher"]),
        ("Instructor", "zh_CN", ["截止时间", "重新选择内容"]),
        ("Learner", "zh_CN", ["请告诉你的老师"]),
    ],
)
def test_a_link_that_cannot_be_meant_is_told_in_the_launchs_language(
    client: httpx.Client, platform: LtiPlatform, role: str, locale: str, said: list[str]
) -> None:
    facts = {f"{CLAIM}custom": FIRST | {"due": "tomorrow"}, f"{CLAIM}launch_presentation": {"locale": locale}}

    answer = platform.launch(client, user="p", role=role, **facts)

    assert answer.status_code == 400
    assert all(each in answer.text for each in said)
    assert ("date" in answer.text or "截止" in answer.text) is (role == "Instructor")
