"""What an operator types: platforms come and go, courses are deleted whole, also while they are at work; nothing is left for others to read."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from grader.cli import main
from grader.files import write_whole
from grader.sandbox import BACKENDS
from grader.sandbox.base import Kit
from grader.scorecard import Scorecard
from grader.sentences import render
from grader.serve.database import Database
from grader.serve.grading import GradingQueue
from grader.serve.handins import Attempt, attempts_of, sweep
from grader.serve.notes import note_of
from grader.serve.operating import delete_course
from grader.serve.platforms import find_platforms, forget_platform
from grader.serve.records import Deleted
from grader.serve.registration import invite
from grader.serve.running import run_server
from grader.serve.sending import Sender, ask_again
from grader.serve.tables import scores
from grader.serve.tool import Tool
from tests.lms.lti_class import card_of
from tests.serve.conftest import know
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import LtiPlatform

URLS = {f"--{name}-url": f"https://lms.example/{name}" for name in ("auth", "token", "jwks")}


@pytest.fixture
def typed(tool: Tool) -> Callable[..., Result]:
    """Types a command of `dlgrade serve` about this tool's folder."""

    def typed(*words: str) -> Result:
        return CliRunner().invoke(main, ["serve", words[0], "--data", str(tool.folder.root), *words[1:]])

    return typed


def test_a_platform_is_forgotten_and_may_come_back(
    tool: Tool, typed: Callable[..., Result], client: httpx.Client, platform: LtiPlatform
) -> None:
    """Launches and logins are refused, open pages end, no frame of it is allowed; what was handed in stays; registered again it goes on."""
    token = platform.visit(client, user="ana")
    graded_attempt(tool, user_called(tool, "ana"), 2)
    begun = platform.begin(client)

    asked = typed("forget-platform", "1")
    assert asked.exit_code == 1  # nobody said yes
    assert client.get("/work", params={"t": token}).status_code == 200
    done = typed("forget-platform", "1", "--yes")

    assert done.exit_code == 0, done.output
    assert "1 course of it stays" in done.output
    assert client.get("/work", params={"t": token}).status_code == 401
    assert client.get("/lti/login", params=platform.login_query()).status_code == 403
    form = {"state": begun["state"], "id_token": platform.signed(platform.claims(begun["nonce"]))}
    assert client.post("/lti/launch", data=form).status_code == 403
    tool.forget_frames()
    assert platform.site not in client.get("/").headers["Content-Security-Policy"]
    assert "(revoked)" in typed("platforms").output
    assert len(attempts_of(tool.database, 1)) == 1

    tool.database.run(sa.insert(scores).values(assignment=1, user=1, state="refused", note="revoked", asked=1))
    know(tool, platform)
    assert [(row["state"], row["note"]) for row in tool.database.rows(sa.select(scores))] == [("waiting", "")]
    assert "(revoked)" not in typed("platforms").output
    page = client.get("/work", params={"t": platform.visit(client, user="ana")}).text
    assert "Your score: 2 / 3" in page


def test_a_forgotten_platform_goes_with_its_last_course(
    tool: Tool, typed: Callable[..., Result], client: httpx.Client, platform: LtiPlatform
) -> None:
    platform.visit(client, user="ana")
    typed("forget-platform", "1", "--yes")
    typed("delete", "1", "--yes")

    assert find_platforms(tool.database, revoked=True) == []
    assert typed("forget-platform", "1", "--yes").exit_code == 2
    assert "No platform is registered" in typed("platforms").output


def test_a_forgotten_platform_is_sent_no_scores(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    platform.visit(client, user="ana")
    ana = user_called(tool, "ana")
    graded_attempt(tool, ana, 2)
    forget_platform(tool.database, 1)
    tool.sender = Sender(tool)
    ask_again(tool, 1, [ana.id])
    while tool.database.rows(sa.select(scores))[0]["state"] == "waiting":
        pass
    tool.sender.stop()

    note = note_of(str(tool.database.rows(sa.select(scores))[0]["note"]))
    assert "no longer registered" in render(note)
    assert "已不再" in render(note, "zh")
    assert platform.posted == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"--jwks-url": "http://lms.example/jwks"}, "jwks_url: 'http://lms.example/jwks' is no address of https"),
        ({"--auth-url": ""}, "auth_url: '' is no address"),
        ({"--issuer": ""}, "issuer: '' is no address"),
        ({"--issuer": "moodle"}, "issuer: 'moodle' is no address"),
        ({"--client-id": " "}, "client_id is empty"),
        ({"--deployment": ""}, "--deployment is empty"),
    ],
)
def test_what_no_platform_shows_is_not_registered(
    typed: Callable[..., Result], tool: Tool, changes: dict[str, str], said: str
) -> None:
    facts = {"--issuer": "https://lms.example", "--client-id": "c", **URLS} | changes
    result = typed("register", *(word for pair in facts.items() for word in pair))

    assert result.exit_code == 2
    assert said in result.output
    assert len(find_platforms(tool.database)) == 1


def test_registered_is_told_from_replaced(typed: Callable[..., Result], tool: Tool) -> None:
    """In the reader's language; `platforms` shows which deployments are taken."""
    facts = {"--issuer": "https://lms.example", "--client-id": "c", **URLS}
    words = [word for pair in facts.items() for word in pair]

    assert "Platform 2 is registered: https://lms.example, client ID c" in typed("register", *words).output
    assert "Platform 2 was there already" in typed("register", *words, "--deployment", "1", "--deployment", "7").output
    assert "deployments: 1, 7, 0 courses" in typed("platforms").output
    chinese = CliRunner(env={"DLGRADE_LANG": "zh"})
    told = chinese.invoke(main, ["serve", "register", "--data", str(tool.folder.root), *words])
    assert "平台 2 已经存在" in told.output
    told = chinese.invoke(main, ["serve", "forget-platform", "--data", str(tool.folder.root), "9", "--yes"])
    assert "没有编号为 9 的平台" in told.output


def test_an_invitation_is_good_for_one_of_those_who_come_at_once(
    browser: Callable[[], httpx.Client], platform: LtiPlatform, tool: Tool
) -> None:
    """However close they come; and where the platform fails, it is good again."""
    secret = invite(tool.database)
    form = {"openid_configuration": f"{platform.url}/openid", "registration_token": "r1"}
    platform.issuer = "https://moodle.example"
    assert browser().post(f"/lti/register/{secret}", data=form).status_code == 400
    platform.issuer = platform.url
    found: list[int] = []
    threads = [
        threading.Thread(
            target=lambda client: found.append(client.post(f"/lti/register/{secret}", data=form).status_code),
            args=[browser()],
        )
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [200, 404, 404, 404, 404, 404]
    assert len(platform.registered) == 1


def test_what_was_deleted_is_in_no_file(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    """Neither in SQLite's free pages nor beside it; and all that there is, is for its owner alone."""
    for number in range(40):
        platform.visit(client, user=f"vanishing-person-{number}")
    graded_attempt(tool, user_called(tool, "vanishing-person-1"), 1)
    files = list(tool.folder.root.glob("serve.sqlite3*"))
    assert any(b"vanishing-person" in each.read_bytes() for each in files)

    gone = delete_course(tool, 1)

    assert gone.wiped
    files = [each for each in tool.folder.root.rglob("*") if each.is_file()]
    assert [each.name for each in files if b"vanishing-person" in each.read_bytes()] == []
    modes = {each: each.stat().st_mode & 0o077 for each in (tool.folder.root, *tool.folder.root.glob("serve.sqlite3*"))}
    assert set(modes.values()) == {0}


def test_an_error_of_the_database_names_nobody(tmp_path: Path) -> None:
    """It goes into the log."""
    database = Database(f"sqlite:///{tmp_path / 'd.sqlite3'}")
    with pytest.raises(sa.exc.SQLAlchemyError) as told:
        database.run(sa.insert(scores).values(assignment=1, user=1, state="x", asked=0.0, note="Ana of the log"))
    assert "Ana of the log" not in str(told.value)
    database.close()


def test_a_course_is_deleted_while_it_is_graded(
    tool: Tool,
    client: httpx.Client,
    platform: LtiPlatform,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """At whatever moment of the grading: no trace in the log, no scorecard and no folder that comes after it."""
    begun, go_on = threading.Event(), threading.Event()

    def card(attempt: Attempt) -> Scorecard:
        begun.set()
        go_on.wait()
        written = tool.folder.card(attempt.id)
        written.parent.mkdir(exist_ok=True)
        written.write_text("{}")
        tool.folder.class_of(attempt.assignment).mkdir(parents=True)
        return card_of(1)

    platform.visit(client, user="ana")
    graded_attempt(tool, user_called(tool, "ana"), 1)
    tool.sender = Sender(tool)
    queue = GradingQueue(tool, lambda attempt: tool.sender.wake(attempt.assignment))
    monkeypatch.setattr(queue.grader, "card", card)
    queue.start()
    queue.again(attempts_of(tool.database, 1)[0])
    begun.wait()
    delete_course(tool, 1)
    go_on.set()
    while queue.counts != (0, 0):
        pass
    queue.stop()
    tool.sender.stop()

    assert [record for record in caplog.records if record.exc_info] == []
    assert list((tool.folder.root / "cards").iterdir()) == list((tool.folder.root / "classes").iterdir()) == []


def test_a_start_removes_what_no_row_knows(tool: Tool, client: httpx.Client, platform: LtiPlatform) -> None:
    """And nothing else."""
    platform.visit(client, user="ana")
    kept = graded_attempt(tool, user_called(tool, "ana"), 1)
    there = [tool.folder.card(kept.id), tool.folder.handin(kept.place), tool.folder.class_of(1)]
    lost = [tool.folder.card(77), tool.folder.handin("0" * 32), tool.folder.class_of(77)]
    for each in (there[2], *lost[1:]):
        each.mkdir(parents=True)
    lost[0].write_text("{}")

    sweep(tool.database, tool.folder)

    assert all(each.exists() for each in there)
    assert not any(each.exists() for each in lost)


def test_a_page_of_what_was_deleted_just_now_is_no_fault(
    tool: Tool, client: httpx.Client, platform: LtiPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = platform.visit(client, user="ana")
    visit = client.get("/work", params={"t": token})
    assert visit.status_code == 200

    def gone(*_: Any) -> None:
        raise Deleted("no person 1")

    monkeypatch.setattr("grader.serve.student_routes.user_of", gone)
    assert client.get("/work", params={"t": token}).status_code == 404


def test_a_server_that_could_grade_nobody_does_not_start(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It says what is missing, as `dlgrade doctor` does; a setting that cannot be meant is said too."""
    for backend in BACKENDS:
        monkeypatch.setattr(type(backend), "why_not", lambda _: "the kernel has none")
    monkeypatch.setattr("grader.serve.running._serve", lambda *_: pytest.fail("it serves"))
    result = CliRunner().invoke(main, ["serve", "--data", str(tool.folder.root)])
    assert result.exit_code == 2
    assert "the server does not start" in result.output
    assert "the kernel has none" in result.output

    path = tool.folder.root / "serve.toml"
    path.write_text(path.read_text() + 'proxies = ["bridge"]\n')
    result = CliRunner().invoke(main, ["serve", "--data", str(tool.folder.root)])
    assert "'bridge' is no address and no network" in result.output


def test_a_started_server_writes_for_its_owner_alone(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand-ins, scorecards, tables: whatever the folder's own mode was when it was copied back."""
    tool.folder.root.chmod(0o755)
    seen: list[int] = []

    def serve(tool: Tool, *_: object) -> None:
        written = tool.folder.card(1)
        write_whole(written, b"{}")
        seen.extend(each.stat().st_mode & 0o077 for each in (written, written.parent, tool.folder.root))

    monkeypatch.setattr("grader.serve.running._serve", serve)
    monkeypatch.setattr("grader.serve.running.must_grade", lambda _: None)
    before = os.umask(0o022)
    try:
        run_server(tool.folder.root, "127.0.0.1", 0)
    finally:
        os.umask(before)
    assert seen == [0, 0, 0]


def test_a_strict_umask_leaves_the_sandbox_its_own_code() -> None:
    """A worker that is another user reads it."""
    before = os.umask(0o077)
    try:
        kit = Kit()
    finally:
        os.umask(before)
    paths = [kit.code, *kit.code.rglob("*")]
    assert all(each.stat().st_mode & 0o005 == (0o005 if each.is_dir() else 0o004) for each in paths)
    assert kit.scratch.stat().st_mode & 0o077 == 0
    kit.remove()
