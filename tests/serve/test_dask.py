"""Where one machine does not do: a Dask cluster grades, and nothing is lost while there is none; a course that is mended while it is served."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from anyio.from_thread import start_blocking_portal

from grader.files import write_whole
from grader.scorecard import Scorecard
from grader.serve import grading
from grader.serve.app import application
from grader.serve.attempt_cards import card_of
from grader.serve.handins import attempts_of
from grader.serve.running import at_work
from grader.serve.tables import attempts
from grader.serve.tool import Tool
from tests.engine.dask_cluster import Cluster
from tests.serve.client import client_of
from tests.serve.conftest import TOY, Running, know, new_folder
from tests.serve.lti_platform import LtiPlatform
from tests.waiting import wait_until

RIGHT = b"def add(a, b):\n    return a + b\n"
WRONG = b"def add(a, b):\n    return 5\n"


@pytest.fixture
def serve(tmp_path: Path, tool_keys: Path, platform: LtiPlatform) -> Iterator[Callable[..., Running]]:
    """Opens a tool at work, with a course of its own that may be changed."""
    shutil.copytree(TOY, tmp_path / "course")
    with start_blocking_portal() as portal:
        opened: list[Any] = []

        def serve(**settings: Any) -> Running:
            folder = new_folder(tmp_path / "data", tool_keys, course=str(tmp_path / "course"), **settings)
            for each in (tool := Tool(folder)), at_work(tool):
                each.__enter__()
                opened.append(each)
            know(tool, platform)
            app = application(tool)
            return Running(tool, platform, lambda: client_of(app, portal))

        yield serve
        for each in reversed(opened):
            each.__exit__(None, None, None)


def mend(course: Path) -> None:
    """The suite has another test, and the lesson another maximum."""
    suite = course / "solutions" / "lesson01_add" / "suite" / "test_add.py"
    text = suite.read_text()
    assert "points=2" in text
    write_whole(suite, text.replace("points=2", "points=4").encode())  # the server may read it just now
    facts = course / "exercises" / "lesson01_add" / "lesson.toml"
    assert "points = 3" in facts.read_text()
    write_whole(facts, facts.read_bytes().replace(b"points = 3", b"points = 5"))


def card(running: Running, number: int = 0) -> Scorecard:
    found = card_of(running.tool, attempts_of(running.tool.database, 1)[number])
    assert found
    return found


def test_a_course_that_is_mended_while_it_is_served_is_graded_as_it_is_now(
    serve: Callable[..., Running], tmp_path: Path
) -> None:
    """Jobs that are warm know nothing of what the files said before."""
    running = serve()
    client: httpx.Client = running.browser()
    token = running.platform.visit(client, user="ana")
    running.hand_in(client, token, ("add.py", RIGHT))
    assert str(card(running).score) == "3"
    mend(tmp_path / "course")

    running.hand_in(client, token, ("add.py", RIGHT + b"# again\n"))
    running.tool.grader.again(attempts_of(running.tool.database, 1)[0])
    wait_until(lambda: running.tool.grader.counts == (0, 0))

    assert [str(card(running, n).score) for n in (0, 1)] == ["5", "5"]
    assert card(running, 0).suite_sha256 == card(running, 1).suite_sha256


def test_a_cluster_grades_and_what_comes_while_it_is_gone_waits(
    serve: Callable[..., Running], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers grade; the scheduler goes away and comes back; the course is mended, and travels again."""
    monkeypatch.setattr(grading, "PAUSE_SECONDS", 0.5)
    monkeypatch.setattr("grader.engine.cluster.ANSWER_SECONDS", 3)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    dask = Cluster(tmp_path / "dask", port)
    dask.add_worker()
    running = serve(scheduler=f"tcp://127.0.0.1:{port}", jobs=2)
    people = []
    for name in ("ana", "ben"):
        client = running.browser()
        people.append((client, running.platform.visit(client, user=name)))
    running.hand_in(*people[0], ("add.py", RIGHT))
    running.hand_in(*people[1], ("add.py", WRONG))
    assert [str(card(running, n).score) for n in (0, 1)] == ["3", "1"]

    dask.close()
    client, token = people[0]
    sent = running.post(client, "/work", token, files=[("files", ("add.py", WRONG + b"# later\n"))])
    assert sent.status_code == 303
    waiting = sa.select(sa.func.count()).where(attempts.c.state == "waiting")
    assert running.tool.database.number(waiting) == 1

    mend(tmp_path / "course")
    again = Cluster(tmp_path / "dask2", port)
    try:
        again.add_worker()
        wait_until(lambda: running.tool.database.number(waiting) == 0, seconds=90)
    finally:
        again.close()
    assert [each.state for each in attempts_of(running.tool.database, 1)] == ["graded"] * 3
    assert str(card(running, 2).max_score) == "5"
