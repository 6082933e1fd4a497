"""Every route with every role: nobody sees or does what is another's. A route that is added must be named here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from grader.serve.app import application
from grader.serve.handins import attempts_of
from grader.serve.sending import Sender
from grader.serve.settings import is_near
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform

# Who gets in: o the one whose work it is, t the teacher of that course, a anybody without a launch.
ROUTES = {
    "GET /": "a",
    "GET /health": "a",
    "GET /metrics": "a",
    "GET /lti/jwks": "a",
    "GET /lti/login": "a",
    "POST /lti/login": "a",
    "POST /lti/launch": "a",
    "GET /lti/again": "a",
    "GET /lti/register/{secret}": "a",
    "POST /lti/register/{secret}": "a",
    "GET /work": "own place",
    "POST /work": "own place",
    "GET /attempts/{attempt:number}": "ot",
    "GET /attempts/{attempt:number}/events": "ot",
    "GET /attempts/{attempt:number}/files/{file:number}": "ot",
    "GET /pick": "picks",
    "POST /pick": "picks",
    "GET /class": "t",
    "GET /class/changes": "t",
    "POST /class/roster": "t",
    "POST /class/regrade": "t",
    "POST /class/send": "t",
    "GET /class/everybody": "t",
    "POST /class/everybody/adjustments": "t",
    "POST /class/everybody/remove": "t",
    "GET /class/{user:number}": "t",
    "POST /class/{user:number}/remove": "t",
    "POST /class/{user:number}/{table}": "t",
    "GET /settings": "t",
    "POST /settings": "t",
    "GET /export": "t",
}
FIELDS = {
    "/class/send": {},
    "/settings": {"lesson": "lesson01_add"},
    "/class/everybody/adjustments": {"test": "t", "points": "given", "reason": "r"},
    "/class/{user:number}/{table}": {"points": "1", "reason": "r"},
}


@pytest.fixture
def visits(
    tool: Tool, browser: Callable[[], httpx.Client], platform: LtiPlatform, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    """Browser and secret of each role. The attempt in question is o's; s is of the same class, x and y are of another course."""
    elsewhere = {f"{CLAIM}context": {"id": "course-2"}, "link": "link-9"}
    people: dict[str, dict[str, Any]] = {
        "o": {"user": "o"},
        "s": {"user": "s"},
        "t": {"user": "t", "role": "Instructor"},
        "x": {"user": "x"} | elsewhere,
        "y": {"user": "y", "role": "Instructor"} | elsewhere,
        "l": {"user": "o", "link": "link-2"},  # the same student at another place of the course
    }
    found: dict[str, Any] = {}
    for name, facts in people.items():
        client = browser()
        found[name] = (client, platform.visit(client, **facts))
    found["a"] = (browser(), "")
    found["borrowed"] = (browser(), found["t"][1])  # the teacher's address in somebody else's browser
    graded_attempt(tool, user_called(tool, "o"), 2)
    monkeypatch.setattr("grader.serve.teacher_routes.export_class", lambda *_: None)
    monkeypatch.setattr("grader.serve.teacher_routes.write_site", lambda *_: None)
    tool.sender = Sender(tool)
    yield found
    tool.sender.stop()


def listed(tool: Tool) -> set[str]:
    routes = [each for each in application(tool).routes if isinstance(each, Route)]
    return {f"{method} {each.path}" for each in routes for method in (each.methods or ()) if method != "HEAD"}


def test_every_route_is_named_here(tool: Tool) -> None:
    assert listed(tool) == set(ROUTES)


def ask(tool: Tool, client: httpx.Client, token: str, route: str) -> int:
    """The answer's status, for a request as the page's own form would make it."""
    method, path = route.split()
    where = (
        path.replace("{attempt:number}", "1")
        .replace("{user:number}", "1")
        .replace("{file:number}", "0")
        .replace("{table}", "adjustments")
    )
    if method == "GET":
        return client.get(where, params={"t": token}).status_code
    from grader.serve.signed import digest_of

    mark = tool.signer.mark("form", digest_of(token), where)  # the strongest stranger: one who could make our forms
    fields = FIELDS.get(path, {}) | {"mark": mark}
    return client.post(where, params={"t": token}, data=fields).status_code


@pytest.mark.parametrize("route", [route for route, who in ROUTES.items() if who in ("ot", "t")])
def test_only_those_get_in_who_may(tool: Tool, visits: dict[str, Any], route: str) -> None:
    may = ROUTES[route]

    for name, (client, token) in visits.items():
        status = ask(tool, client, token, route)
        if name in ("a", "borrowed"):
            assert status == 401, name
        elif name in may:
            assert status in (200, 303, 400), name  # 400: it got in, and something else is missing
        elif name == "y" and not re.search("attempt|user", route):
            assert status in (200, 303, 400)  # the class of y's own course
        else:
            assert status == 403, name


def test_what_is_of_one_class_is_not_reached_from_another(tool: Tool, visits: dict[str, Any]) -> None:
    """A teacher elsewhere regrades, sends and reads nothing here, even by number."""
    client, token = visits["y"]
    before = attempts_of(tool.database, 1)
    for path, fields in (("/class/regrade", {"attempt": "1"}), ("/class/send", {"user": "1"})):
        from grader.serve.signed import digest_of

        mark = tool.signer.mark("form", digest_of(token), path)
        assert client.post(path, params={"t": token}, data=fields | {"mark": mark}).status_code == 403
    assert client.get("/attempts/1", params={"t": token}).status_code == 403
    assert client.get("/attempts/999", params={"t": token}).status_code == 403  # as if it were there
    assert attempts_of(tool.database, 1) == before


def test_a_teachers_form_is_made_for_one_page(tool: Tool, visits: dict[str, Any]) -> None:
    """No other site's form, and no form of another page or person, does anything."""
    client, token = visits["t"]
    from grader.serve.signed import digest_of

    for mark in (
        "",
        "x",
        tool.signer.mark("form", digest_of(token), "/settings"),
        tool.signer.mark("form", digest_of(visits["o"][1]), "/class/regrade"),
    ):
        assert client.post("/class/regrade", params={"t": token}, data={"mark": mark}).status_code == 403


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "1" * 10, "٣", "²", "-1"])
def test_numbers_that_are_none_are_no_fault(tool: Tool, visits: dict[str, Any], number: str) -> None:
    """In addresses and in forms."""
    from grader.serve.signed import digest_of

    client, token = visits["t"]
    for path in (f"/attempts/{number}", f"/class/{number}", f"/attempts/1/files/{number}"):
        assert client.get(path, params={"t": token}).status_code == 404
    for path, name in (("/class/regrade", "attempt"), ("/class/send", "user"), ("/class/1/remove", "number")):
        mark = tool.signer.mark("form", digest_of(token), path)
        data = {"mark": mark, name: number, "table": "adjustments"}
        assert client.post(path, params={"t": token}, data=data).status_code in (400, 403)


def test_counts_are_for_this_machine(client: httpx.Client) -> None:
    """And hold no name."""
    page = client.get("/metrics")

    assert page.status_code == 200
    assert "dlgrade_attempts_waiting 0" in page.text
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403


@pytest.mark.parametrize(
    ("host", "proxies", "near"),
    [
        ("127.0.0.1", [], True),
        ("::1", [], True),
        ("172.17.0.1", [], False),
        ("172.17.0.1", ["172.17.0.1"], True),
        ("172.18.0.9", ["127.0.0.1", "172.16.0.0/12"], True),
        ("203.0.113.9", ["172.16.0.0/12"], False),
        ("testclient", ["172.16.0.0/12"], False),
    ],
)
def test_who_is_near(host: str, proxies: list[str], near: bool) -> None:
    """The host of a container is not this machine to it: the operator names it."""
    assert is_near(host, proxies) is near
