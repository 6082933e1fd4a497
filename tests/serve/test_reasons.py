"""Whoever must act hears the cause, in their own language; whoever cannot, hears that nothing is lost, and no path of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from grader.cli import main
from grader.errors import GraderFault, UsageError
from grader.sentences import text
from grader.serve.grading import GradingQueue
from grader.serve.handins import Attempt, attempts_of
from grader.serve.notes import kept_note, note_of
from grader.serve.registration import invite
from grader.serve.sending import Sender
from grader.serve.tables import scores
from grader.serve.tool import Tool
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import CLAIM, LtiPlatform
from tests.waiting import wait_until

ZH: dict[str, Any] = {f"{CLAIM}launch_presentation": {"locale": "zh_cn"}}


def test_a_fault_is_told_to_the_teacher_with_its_cause(
    tool: Tool, browser: Callable[[], httpx.Client], platform: LtiPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the attempt's page, the person's and the class's, in the reader's language; the student hears that it costs nothing."""
    student, teacher, chinese = browser(), browser(), browser()
    token = platform.visit(student, user="ana")
    ana = user_called(tool, "ana")
    own = graded_attempt(tool, ana, 1)
    tool.folder.card(own.id).unlink()
    teaching = platform.visit(teacher, user="t", role="Instructor")
    teaching_zh = platform.visit(chinese, user="t2", role="Instructor", **ZH)
    cause = text("fault.lesson", lesson="01", said="line 7 of the suite")

    def card(attempt: Attempt) -> None:
        raise GraderFault(cause)

    tool.sender = Sender(tool)
    queue = GradingQueue(tool)
    monkeypatch.setattr(queue.grader, "card", card)
    queue.start()
    queue.again(own)
    wait_until(lambda: attempts_of(tool.database, 1)[0].state == "fault")
    queue.stop()

    page = student.get(f"/attempts/{own.id}", params={"t": token}).text
    assert "It costs you nothing" in page
    assert "line 7" not in page
    for path in (f"/attempts/{own.id}", f"/class/{ana.id}", "/class"):
        english = teacher.get(path, params={"t": teaching}).text
        assert "line 7 of the suite" in english, path
        assert "It costs you nothing" not in english
        assert "no doing of yours" not in english
        told = chinese.get(path, params={"t": teaching_zh}).text
        assert "line 7 of the suite" in told
        assert str(cause) not in told, path
    tool.sender.stop()


def test_a_reason_is_kept_as_what_it_was_said_from() -> None:
    """Of an earlier version's text, and of text that only looks like it, nothing is lost."""
    line = text("operate.no_line_items")
    assert note_of(kept_note(line)) == line
    for plain in ("5 / 3", "KeyError: 'x'", "{no json", '{"id": 3}', "", "503"):
        assert note_of(kept_note(plain)) == plain
    assert len(kept_note(text("operate.silent", why="x" * 9000))) == 4000


def test_why_a_score_was_not_sent_is_said_in_the_readers_language(
    tool: Tool, browser: Callable[[], httpx.Client], platform: LtiPlatform
) -> None:
    platform.visit(browser(), user="ana")
    graded_attempt(tool, user_called(tool, "ana"), 1)
    note = kept_note(text("operate.no_line_items"))
    tool.database.run(sa.insert(scores).values(assignment=1, user=1, state="refused", note=note, asked=1))
    for facts, said in (({}, "refused (the platform names no line items"), (ZH, "被拒绝（")):
        client = browser()
        token = platform.visit(client, user="t", role="Instructor", **facts)
        assert said in client.get("/class", params={"t": token}).text


def test_a_slip_in_the_course_shows_students_no_path(
    tool: Tool, browser: Callable[[], httpx.Client], platform: LtiPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The teacher hears what is wrong."""
    student, teacher = browser(), browser()
    token = platform.visit(student, user="ana")
    teaching = platform.visit(teacher, user="t", role="Instructor")

    def broken(*_: object) -> None:
        raise UsageError("/srv/course/lesson.toml is not as it must be")

    monkeypatch.setattr("grader.serve.marks.lesson_with", broken)
    page = student.get("/work", params={"t": token})
    assert page.status_code == 500
    assert "/srv" not in page.text
    assert "/srv/course/lesson.toml" in teacher.get("/class", params={"t": teaching}).text


def test_a_link_that_was_used_says_who_makes_another(client: httpx.Client, platform: LtiPlatform, tool: Tool) -> None:
    """Of two that are opened, whoever presses the button first has it."""
    address = f"/lti/register/{invite(tool.database)}"
    form = {"openid_configuration": f"{platform.url}/openid", "registration_token": "r1"}
    assert client.get(address, params=form).status_code == client.get(address, params=form).status_code == 200
    assert client.post(address, data=form).status_code == 200
    for again in (client.post(address, data=form), client.get(address, params=form)):
        assert again.status_code == 404
        assert "dlgrade serve link" in again.text
    assert len(platform.registered) == 1


def test_a_start_names_the_setting_and_no_option_of_other_commands(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.sandbox import BACKENDS

    for backend in BACKENDS:
        monkeypatch.setattr(type(backend), "why_not", lambda _: "the kernel has none")
    result = CliRunner().invoke(main, ["serve", "--data", str(tool.folder.root)])
    assert 'write sandbox = "process" into serve.toml' in result.output
    assert "--sandbox" not in result.output


@pytest.mark.parametrize("proxy", ["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1"])
def test_proxies_that_are_everybody_are_refused(tool: Tool, proxy: str) -> None:
    path: Path = tool.folder.root / "serve.toml"
    path.write_text(path.read_text() + f'proxies = ["{proxy}"]\n')
    result = CliRunner().invoke(main, ["serve", "--data", str(tool.folder.root)])
    assert result.exit_code == 2
    assert f"'{proxy}' is nearly everybody" in result.output


@pytest.mark.parametrize(
    "cells",
    [{"points": "5", "reason": "r"}, {"test": "t", "points": "5", "reason": "r"}, {"days": "-9", "reason": "r"}],
)
def test_for_all_only_tests_are_taken_back(
    tool: Tool, client: httpx.Client, platform: LtiPlatform, cells: dict[str, str]
) -> None:
    """Points or days for everybody are given by no form, and by no request that a teacher's browser was made to send."""
    from grader.serve.signed import digest_of

    tool.sender = Sender(tool)
    platform.visit(client, user="ana")
    graded_attempt(tool, user_called(tool, "ana"), 1)
    token = platform.visit(client, user="t", role="Instructor")
    path = "/class/everybody/adjustments"
    mark = tool.signer.mark("form", digest_of(token), path)
    assert client.post(path, params={"t": token}, data=cells | {"mark": mark}).status_code == 400
    assert not (tool.folder.class_of(1) / "adjustments.csv").exists()
    tool.sender.stop()
