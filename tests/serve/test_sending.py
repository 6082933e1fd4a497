"""Scores reach the gradebook, each once, in order, with the time of handing in; a teacher's own stays; a dead platform loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from grader.lms.lti.journal import Journal
from grader.serve.sending import Sender, ask_again
from grader.serve.tables import scores
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform
from tests.waiting import wait_until

AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
BEGAN = datetime(2026, 10, 5, 12, 30, tzinfo=UTC).timestamp()


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.lms.lti.client.sleep", lambda seconds: None)
    monkeypatch.setattr("grader.serve.sending.PAUSES", (0.01,))


@pytest.fixture
def sender(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> Iterator[Sender]:
    """Two students have opened the assignment; the platform knows them."""
    platform.members = [{"user_id": name, "email": f"{name}@x.edu", "roles": ["Learner"]} for name in ("ana", "ben")]
    for name in ("ana", "ben"):
        platform.visit(client, user=name)
    tool.sender = Sender(tool)
    tool.sender.start()
    yield tool.sender
    tool.sender.stop()


@pytest.fixture
def state(tool: Tool) -> Callable[[str], str]:
    """The state of a person's score, when it is no longer waiting."""

    def state(name: str) -> str:
        mine = sa.select(scores).where(scores.c.user == user_called(tool, name).id)
        wait_until(lambda: bool(rows := tool.database.rows(mine)) and rows[0]["state"] != "waiting")
        return str(tool.database.rows(mine)[0]["state"])

    return state


def test_a_score_is_sent_once_and_again_when_it_changes(
    tool: Tool, sender: Sender, platform: LtiPlatform, state: Callable[[str], str]
) -> None:
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 1, began=BEGAN)
    ask_again(tool, 1, [ana.id])
    assert state("ana") == "sent"
    ask_again(tool, 1, [ana.id])
    assert state("ana") == "sent"
    graded_attempt(tool, ana, 2, began=BEGAN + 60)
    ask_again(tool, 1, [ana.id])
    assert state("ana") == "sent"

    assert [(each["userId"], each["scoreGiven"], each["scoreMaximum"]) for each in platform.posted] == [
        ("ana", 1, 3),
        ("ana", 2, 3),
    ]
    assert [each["submission"]["submittedAt"] for each in platform.posted] == [
        "2026-10-05T12:30:00.000Z",
        "2026-10-05T12:31:00.000Z",
    ]
    assert len(platform.items) == 1  # made once
    assert platform.items[0]["resourceLinkId"] == "link-1"


def test_what_a_teacher_gave_there_stays_until_it_is_replaced_on_purpose(
    tool: Tool, sender: Sender, platform: LtiPlatform, state: Callable[[str], str]
) -> None:
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 1)
    ask_again(tool, 1, [ana.id])
    state("ana")
    platform.scores["ana"] |= {"scoreGiven": 3}
    graded_attempt(tool, ana, 2)
    ask_again(tool, 1, [ana.id])
    assert state("ana") == "kept"
    assert platform.scores["ana"]["scoreGiven"] == 3
    ask_again(tool, 1, [ana.id], override=True)
    assert state("ana") == "sent"
    assert platform.scores["ana"]["scoreGiven"] == 2


def test_ours_goes_in_the_place_of_theirs_whatever_is_asked_meanwhile(
    tool: Tool, client: httpx.Client, platform: LtiPlatform
) -> None:
    """While it waits, a correction asks for the score once more."""
    platform.visit(client, user="ana")
    ana = user_called(tool, "ana")
    tool.sender = Sender(tool)  # it is awake, and at once at its end: nothing is sent yet
    tool.sender.stop()

    ask_again(tool, 1, [ana.id], override=True)
    ask_again(tool, 1, [ana.id])

    assert tool.database.rows(sa.select(scores))[0]["override"]


def test_a_busy_platform_gets_them_later_in_order(
    tool: Tool, sender: Sender, platform: LtiPlatform, state: Callable[[str], str]
) -> None:
    """503 for longer than a client tries; then one that is refused for good does not stop the next."""
    ana, ben = (user_called(tool, name) for name in ("ana", "ben"))
    platform.faults = [(503, "")] * 8
    platform.members.pop(0)
    graded_attempt(tool, ana, 3)
    graded_attempt(tool, ben, 3)
    ask_again(tool, 1, [ana.id, ben.id])

    assert state("ana") == "refused"
    assert state("ben") == "sent"
    assert [each["userId"] for each in platform.posted] == ["ana", "ben"]


def test_a_server_that_was_killed_while_it_sent_sends_nothing_twice(
    tool: Tool, sender: Sender, platform: LtiPlatform, state: Callable[[str], str]
) -> None:
    """The platform has it, the journal has only the beginning."""
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 2)
    ask_again(tool, 1, [ana.id])
    state("ana")
    path = tool.folder.class_of(1) / "lti.jsonl"
    lines = path.read_bytes().strip().split(b"\n")
    path.write_bytes(b"\n".join(lines[:-1]))
    tool.database.run(sa.update(scores).values(state="waiting"))
    again = Sender(tool)
    again.start()
    assert state("ana") == "sent"
    again.stop()

    assert len(platform.posted) == 1
    assert Journal(path).last(f"{platform.url}/items/1/lineitem?type_id=1", "ana")


def test_no_score_goes_to_a_place_inside(
    tool: Tool, sender: Sender, platform: LtiPlatform, client: httpx.Client, state: Callable[[str], str]
) -> None:
    """The address of a line item comes with each launch: it may name a machine of our own network."""
    scope = ["https://purl.imsglobal.org/spec/lti-ags/scope/score"]
    inside = {AGS: {"scope": scope, "lineitem": "https://169.254.169.254/latest"}}
    platform.visit(client, user="ana", link="link-2", **inside)
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 2, assignment=2)
    ask_again(tool, 2, [ana.id])

    assert state("ana") == "refused"
    assert platform.posted == []


def test_without_the_right_to_grade_nothing_is_sent(
    tool: Tool, sender: Sender, platform: LtiPlatform, client: httpx.Client, state: Callable[[str], str]
) -> None:
    readonly: dict[str, Any] = {
        AGS: {
            "scope": ["https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"],
            "lineitems": f"{platform.url}/items",
        }
    }
    platform.visit(client, user="ben", **readonly)
    ben = user_called(tool, "ben")
    graded_attempt(tool, ben, 2)
    ask_again(tool, 1, [ben.id])

    assert state("ben") == "none"


def test_by_the_assignments_rule_one_attempt_counts(tool: Tool, platform: LtiPlatform, client: httpx.Client) -> None:
    """Best, last, last on time; lateness taken off by the course's policy before they are compared."""
    from grader.serve.marks import AssignmentGrades
    from grader.serve.records import assignment_of

    due = datetime.fromtimestamp(BEGAN + 100, UTC).isoformat()
    found: dict[str, Any] = {}
    extended: dict[str, Any] = {}
    for link, counts in (("a", "best"), ("b", "last"), ("c", "last on time")):
        custom = {"lesson": "lesson01_add", "counts": counts, "due": due}
        platform.visit(client, user="ana", link=link, **{f"{CLAIM}custom": custom})
        ana, number = user_called(tool, "ana"), len(found) + 1
        for points, began in ((2, 0), (1, 50), (3, 200), (0, 300)):
            graded_attempt(tool, ana, points, number, BEGAN + began)
        assignment = assignment_of(tool.database, number)
        assert assignment.picked
        standing = AssignmentGrades(tool, assignment, assignment.picked).of(ana)
        assert standing.grade
        found[counts] = standing.grade.points

        table = tool.folder.class_of(number) / "adjustments.csv"
        table.parent.mkdir(parents=True, exist_ok=True)
        until = datetime.fromtimestamp(BEGAN + 250, UTC).isoformat()
        table.write_text(f"student,lesson,task,points,days,reason,until\n{ana.handle},lesson01_add,,,,ill,{until}\n")
        standing = AssignmentGrades(tool, assignment, assignment.picked).of(ana)
        assert standing.grade
        extended[counts] = standing.grade.points

    assert found == {"best": Decimal(3), "last": Decimal(0), "last on time": Decimal(1)}
    assert extended == {"best": Decimal(3), "last": Decimal(0), "last on time": Decimal(3)}  # an extension counts
