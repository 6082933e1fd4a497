"""What a teacher hands in as a test student counts nowhere, also when that person is a student there later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from grader.serve.sending import Sender, ask_again
from grader.serve.tables import scores
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform
from tests.waiting import wait_until

ONE = {f"{CLAIM}custom": {"lesson": "lesson01_add", "counts": "best", "attempts": "1"}}


@pytest.fixture
def sending(tool: Tool) -> Iterator[Tool]:
    tool.sender = Sender(tool)
    yield tool
    tool.sender.stop()


def test_a_trial_is_no_score_and_no_attempt_of_the_student_who_was_a_teacher(
    sending: Tool, client: httpx.Client, platform: LtiPlatform
) -> None:
    """Of the only attempt that there is nothing is used up; the pages, the class and the gradebook have what the student handed in."""
    platform.members = [{"user_id": "tt"}]
    platform.visit(client, user="tt", role="Instructor", **ONE)
    person = user_called(sending, "tt")
    graded_attempt(sending, person, 3, trial=True)
    student = platform.visit(client, user="tt", **ONE)

    before = client.get("/work", params={"t": student}).text
    assert "1 attempt is left" in before
    assert "Your score" not in before
    assert "as a test student: counts nowhere" in before
    graded_attempt(sending, person, 1)
    assert "Your score: 1 / 3" in client.get("/work", params={"t": student}).text

    teacher = platform.visit(client, user="t", role="Instructor", **ONE)
    page = client.get(f"/class/{person.id}", params={"t": teacher}).text
    assert 'class="score">1 / 3' in page
    assert "as a test student: counts nowhere" in page
    ask_again(sending, 1, [person.id])
    wait_until(lambda: bool(platform.posted))
    assert platform.posted[0]["scoreGiven"] == 1


def test_a_trial_alone_is_sent_to_no_gradebook(sending: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    platform.visit(client, user="tt", role="Instructor", **ONE)
    person = user_called(sending, "tt")
    graded_attempt(sending, person, 3, trial=True)
    student = platform.visit(client, user="tt", **ONE)
    teacher = platform.visit(client, user="t", role="Instructor", **ONE)

    assert "0 of 1 have handed in" in client.get("/class", params={"t": teacher}).text
    assert 'class="score"' not in client.get(f"/class/{person.id}", params={"t": teacher}).text
    assert client.get("/attempts/1", params={"t": student}).status_code == 200  # their own, all the same
    ask_again(sending, 1, [person.id])
    wait_until(lambda: sending.database.rows(_scores())[0]["state"] == "none")
    assert not platform.posted


def _scores() -> sa.Select[Any]:
    return sa.select(scores)
