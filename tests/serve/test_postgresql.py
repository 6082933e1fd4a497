"""The same tables in PostgreSQL, as a faculty would have them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from anyio.from_thread import start_blocking_portal
from click.testing import CliRunner

from grader.classroom.classes import read_class
from grader.cli import main
from grader.errors import UsageError
from grader.serve.app import application
from grader.serve.database import Database
from grader.serve.grading import GradingQueue
from grader.serve.operating import delete_course, overview
from grader.serve.running import at_work
from grader.serve.tables import attempts, contexts, scores, users
from grader.serve.tool import Tool
from tests.serve.client import client_of
from tests.serve.conftest import Running, know, new_folder
from tests.serve.graded import user_called
from tests.serve.lti_platform import LtiPlatform
from tests.serve.test_database import shape
from tests.waiting import wait_until


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The address of a database of its own; PostgreSQL refuses to run as root, so that root hands it to its user."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="dlgrade-pg-") as room:
        if user:
            shutil.chown(room, "postgres", "postgres")
        data, options = f"{room}/data", f"-p {port} -k {room} -c listen_addresses=127.0.0.1 -c fsync=off"
        make = [
            *user,
            programs / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "dlgrade",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        subprocess.run([str(part) for part in make], check=True, capture_output=True)
        control = [str(part) for part in (*user, programs / "pg_ctl", "-D", data, "-w")]
        subprocess.run([*control, "-o", options, "-l", f"{room}/log", "start"], check=True, capture_output=True)
        yield f"postgresql+psycopg://dlgrade@127.0.0.1:{port}/postgres"
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True)


def test_the_whole_loop_in_postgresql(postgresql: str, platform: LtiPlatform, tmp_path: Path, tool_keys: Path) -> None:
    """Launch, roster, hand in, be graded, the score in the gradebook, a correction, graded again, exported, deleted."""
    platform.members = [{"user_id": name, "name": name, "roles": ["Learner"]} for name in ("ana 安娜", "ben")]
    folder = new_folder(tmp_path / "data", tool_keys, database=postgresql)
    with Tool(folder) as tool, at_work(tool), start_blocking_portal() as portal:
        know(tool, platform)
        running = Running(tool, platform, lambda: client_of(application(tool), portal))
        student, teacher = running.browser(), running.browser()
        token = platform.visit(student, user="ana 安娜")
        teaching = platform.visit(teacher, user="t", role="Instructor")
        where = running.hand_in(student, token, ("add.py", b"def add(a, b):\n    return 5\n"))
        assert "1 / 3" in running.page(student, where, token).text
        running.hand_in(student, token, ("add.py", b"def add(a, b):\n    return a + b\n"))
        running.post(teacher, "/class/roster", teaching, at="/class")
        assert "1 of 2 have handed in" in running.page(teacher, "/class", teaching).text

        here = f"/class/{user_called(tool, 'ana 安娜').id}"
        running.post(teacher, f"{here}/adjustments", teaching, at=here, points="-1", reason="late slip")
        running.post(teacher, "/class/regrade", teaching, at="/class")
        waiting = [sa.select(sa.func.count()).where(table.c.state == "waiting") for table in (attempts, scores)]
        wait_until(lambda: not any(map(tool.database.number, waiting)))
        assert "Your score: 2 / 3" in running.page(student, "/work", token).text
        assert platform.scores["ana 安娜"]["scoreGiven"] == 2

        assert platform.launch(student, user="ana 安娜").status_code == 303  # found again
        assert overview(tool)["assignments"][0]["attempts"] == 2
        out = CliRunner().invoke(
            main, ["serve", "export", "--data", str(folder.root), "1", str(tmp_path / "out")], catch_exceptions=False
        )
        assert out.exit_code == 0, out.output
        assert [each.problem for each in read_class(tmp_path / "out").students] == [""]
        delete_course(tool, 1)
        assert running.page(student, "/work", token).status_code == 401


def test_versions_in_postgresql(postgresql: str) -> None:
    """A former database is brought up, and a newer one refused, without its password in the message."""
    database = Database(postgresql)
    new = shape(database)
    columns = ("platforms DROP COLUMN revoked", "assignments DROP COLUMN linked")
    former = ("DROP INDEX ix_scores_state", "DROP INDEX ix_visits_ends", *(f"ALTER TABLE {each}" for each in columns))
    for line in (*former, "UPDATE about SET version = 1"):
        database.run(sa.text(line))
    assert shape(database) != new
    database.close()

    brought = Database(postgresql)
    assert shape(brought) == new
    brought.run(sa.text("UPDATE about SET version = 99"))
    brought.close()
    with pytest.raises(UsageError, match="newer"):
        Database(postgresql)


def test_everybody_at_once_in_postgresql(
    postgresql: str, platform: LtiPlatform, tmp_path: Path, tool_keys: Path
) -> None:
    """Twenty people are launched at the same time into a course that nobody has opened before: one course, twenty people."""
    folder = new_folder(tmp_path / "data", tool_keys, database=postgresql)
    with Tool(folder) as tool, start_blocking_portal() as portal:
        know(tool, platform)
        tool.grader = GradingQueue(tool)
        app = application(tool)
        with ThreadPoolExecutor(20) as threads:
            tokens = list(threads.map(lambda n: platform.visit(client_of(app, portal), user=f"p{n}"), range(20)))

        assert len(set(tokens)) == 20
        counts = [tool.database.number(sa.select(sa.func.count()).select_from(table)) for table in (contexts, users)]
        assert counts == [1, 20]
