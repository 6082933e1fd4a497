"""Who asks too often is told so, and nobody else; what is remembered of it is bounded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import httpx
import pytest
from starlette.exceptions import HTTPException

from grader.serve.handins import attempts_of
from grader.serve.limits import Limit, Together
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform


def taken(limit: Limit, key: str, times: int) -> int:
    """How often it was allowed."""
    allowed = 0
    for _ in range(times):
        with contextlib.suppress(HTTPException):
            limit.take(key)
            allowed += 1
    return allowed


def test_a_bucket_is_one_persons_and_fills_up_again() -> None:
    now = 0.0
    limit = Limit(10, 60, now=lambda: now)

    assert taken(limit, "ana", 25) == 10
    assert taken(limit, "ben", 3) == 3
    now = 12
    assert taken(limit, "ana", 25) == 2
    now = 10_000
    assert taken(limit, "ana", 25) == 10


def test_what_is_remembered_is_bounded() -> None:
    """Whoever invents names fills no memory, and a name that is used goes on to be known."""
    limit = Limit(3, 60, keys=100, now=lambda: 0.0)

    assert taken(limit, "ana", 5) == 3
    for number in range(10_000):
        taken(limit, f"invented {number}", 1)
        if number % 50 == 0:
            assert taken(limit, "ana", 1) == 0
    assert len(limit._left) == 100


def test_places_are_given_back() -> None:
    together = Together(2)
    two = together.hold("ana"), together.hold("ana")
    with two[0], two[1], together.hold("ben"), pytest.raises(HTTPException), together.hold("ana"):
        pytest.fail("a third")
    with together.hold("ana"):
        assert dict(together._open) == {"ana": 1}


def test_logins_and_launches_have_limits_by_person_and_course(
    browser: Callable[[], httpx.Client], platform: LtiPlatform, tool: Tool
) -> None:
    tool.limits.login_of_person.number = tool.limits.launch_of_person.number = 3
    tool.limits.launch_into_course.number = 5
    one, other = browser(), browser()

    hints = [one.get("/lti/login", params=platform.login_query(login_hint="ana")).status_code for _ in range(5)]
    assert hints == [302, 302, 302, 429, 429]
    assert one.get("/lti/login", params=platform.login_query(login_hint="ben")).status_code == 302

    tool.limits.login_of_person.number = 100
    assert [platform.launch(one, user="ana").status_code for _ in range(4)] == [303, 303, 303, 429]
    assert [platform.launch(other, user="ben").status_code for _ in range(3)] == [303, 303, 429]  # the course's
    elsewhere = {f"{CLAIM}context": {"id": "course-2"}, "link": "l2"}
    assert platform.launch(other, user="cem", **elsewhere).status_code == 303


def test_pages_and_streams_of_one_person_have_limits(
    browser: Callable[[], httpx.Client], platform: LtiPlatform, tool: Tool
) -> None:
    """Whatever number of visits somebody opens; it says what is wrong, and others go on."""
    tool.limits.pages_of_person.number = 4
    clients = [browser() for _ in range(3)]
    tokens = [platform.visit(each, user=name) for each, name in zip(clients, ("ana", "ana", "ben"), strict=True)]
    graded_attempt(tool, user_called(tool, "ana"), 1)

    asked = [clients[n % 2].get("/work", params={"t": tokens[n % 2]}) for n in range(6)]
    assert [each.status_code for each in asked] == [200, 200, 200, 200, 429, 429]
    assert "Wait a little" in asked[-1].text
    assert clients[2].get("/work", params={"t": tokens[2]}).status_code == 200

    tool.limits.pages_of_person = Limit(100)
    events = f"/attempts/{attempts_of(tool.database, 1)[0].id}/events"
    with tool.limits.streams_of_person.hold(user_called(tool, "ana").id):
        tool.limits.streams_of_person.number = 1
        full = clients[0].get(events, params={"t": tokens[0]})
    assert full.status_code == 429
    assert clients[0].get(events, params={"t": tokens[0]}).status_code == 200
    assert not tool.limits.streams_of_person._open
