"""The same tables in PostgreSQL, as a faculty would have them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from anyio.from_thread import start_blocking_portal

from grader.errors import UsageError
from grader.serve.app import application
from grader.serve.database import Database
from grader.serve.grading import GradingQueue
from grader.serve.operating import delete_course, overview
from grader.serve.tool import Tool
from tests.serve.client import client_of
from tests.serve.conftest import know, new_folder
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import LtiPlatform


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
        subprocess.run(make, check=True, capture_output=True)
        control = [*user, programs / "pg_ctl", "-D", data, "-w"]
        subprocess.run([*control, "-o", options, "-l", f"{room}/log", "start"], check=True, capture_output=True)
        yield f"postgresql+psycopg://dlgrade@127.0.0.1:{port}/postgres"
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True)


def test_launch_hand_in_and_delete_in_postgresql(
    postgresql: str, platform: LtiPlatform, tmp_path: Path, tool_keys: Path
) -> None:
    """And a database of a newer program is refused, without its password in the message."""
    folder = new_folder(tmp_path / "data", tool_keys, database=postgresql)
    with Tool(folder) as tool, start_blocking_portal() as portal:
        know(tool, platform)
        tool.grader = GradingQueue(tool)
        client: httpx.Client = client_of(application(tool), portal)
        token = platform.visit(client, user="ana 安娜")
        graded_attempt(tool, user_called(tool, "ana 安娜"), 2)

        assert "Your score: 2 / 3" in client.get("/work", params={"t": token}).text
        assert platform.launch(client, user="ana 安娜").status_code == 303  # found again
        assert overview(tool)["assignments"][0]["attempts"] == 1
        delete_course(tool, 1)
        assert client.get("/work", params={"t": token}).status_code == 401
        tool.database.run(sa.text("UPDATE about SET version = 99"))
    with pytest.raises(UsageError, match="newer"):
        Database(postgresql)
