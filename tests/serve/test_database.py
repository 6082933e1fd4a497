"""A data folder of a former version is opened and gone on with; what is read in a write stays true until it is written."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import sqlalchemy as sa
from anyio.from_thread import start_blocking_portal

from grader.errors import UsageError
from grader.files import write_whole
from grader.scorecard import encode
from grader.serve import database as database_module
from grader.serve.app import application
from grader.serve.database import Database
from grader.serve.grading import GradingQueue
from grader.serve.handins import attempts_of
from grader.serve.settings import DataFolder
from grader.serve.tables import STEPS, VERSION, about, attempts, platforms, tables
from grader.serve.tool import Tool
from tests.lms.lti_class import card_of
from tests.serve.client import client_of
from tests.serve.conftest import know
from tests.serve.graded import graded_attempt, user_called
from tests.serve.lti_platform import LtiPlatform

FORMER = Path(__file__).with_name("version1.sql").read_text()


@pytest.fixture
def former(folder: DataFolder, platform: LtiPlatform) -> DataFolder:
    """A folder that the first version left, with Ana's attempt."""
    with sqlite3.connect(folder.root / "serve.sqlite3") as connection:
        connection.executescript(FORMER)
        connection.execute("UPDATE platforms SET issuer = ?", [platform.issuer])
    connection.close()
    place = folder.handin("00112233445566778899aabbccddeeff")
    place.mkdir(parents=True)
    (place / "0").write_bytes(b"def add(a, b):\n    return 5\n")
    write_whole(folder.card(1), encode(msgspec.structs.replace(card_of(2), student="user ana")))
    return folder


def shape(database: Database) -> dict[str, Any]:
    """Tables, columns and indexes, as the database itself tells them."""
    seen = sa.inspect(database.engine)
    found: dict[str, Any] = {}
    for table in sorted(seen.get_table_names()):
        columns = [(each["name"], str(each["type"]), each["nullable"]) for each in seen.get_columns(table)]
        indexes = sorted((each["name"] or "", each["column_names"]) for each in seen.get_indexes(table))
        unique = sorted(each["column_names"] for each in seen.get_unique_constraints(table))
        found[table] = (columns, indexes, unique)
    return found


def test_a_folder_of_the_former_version_is_gone_on_with(former: DataFolder, platform: LtiPlatform) -> None:
    """What was handed in and graded is there, the person is found again, and more comes to it."""
    with Tool(former) as tool, start_blocking_portal() as portal:
        know(tool, platform)
        tool.grader = GradingQueue(tool)
        client: httpx.Client = client_of(application(tool), portal)
        token = platform.visit(client, user="ana")

        assert "Your score: 2 / 3" in client.get("/work", params={"t": token}).text
        graded_attempt(tool, user_called(tool, "ana"), 3)
        assert "Your score: 3 / 3" in client.get("/work", params={"t": token}).text
        assert [each.number for each in attempts_of(tool.database, 1)] == [1, 2]
        assert tool.database.number(sa.select(about.c.version)) == VERSION
        assert len(tool.database.rows(sa.select(platforms))) == 1


def test_a_former_database_becomes_what_a_new_one_is(former: DataFolder, tmp_path: Path) -> None:
    """So that no change of the tables is without its step."""
    brought, made = Database(former.database), Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")

    assert shape(brought) == shape(made)
    assert set(shape(made)) == set(tables.tables)
    for each in (brought, made):
        each.close()


def test_a_step_that_fails_leaves_the_database_as_it_was(former: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it ends: opened by the right program afterwards, it is brought up."""
    right = STEPS
    broken = {1: ("ALTER TABLE users ADD COLUMN half VARCHAR(9)", "CREATE INDEX oops ON nowhere (x)")}
    monkeypatch.setattr(database_module, "STEPS", broken)
    with pytest.raises(UsageError, match="cannot be opened"):
        Database(former.database)

    monkeypatch.setattr(database_module, "STEPS", right)
    with Tool(former) as tool:
        assert "half" not in {each["name"] for each in sa.inspect(tool.database.engine).get_columns("users")}
        assert tool.database.number(sa.select(about.c.version)) == VERSION


def test_a_newer_database_is_refused(former: DataFolder) -> None:
    with sqlite3.connect(former.root / "serve.sqlite3") as connection:
        connection.execute("UPDATE about SET version = 99")
    connection.close()
    with pytest.raises(UsageError, match="newer dlgrade"):
        Database(former.database)


def test_two_processes_write_one_after_the_other(former: DataFolder) -> None:
    """The server, and a command of its operator: neither fails, and neither writes over what it has not seen."""
    with Tool(former) as one, Tool(former) as other:

        def count_up(tool: Tool) -> None:
            for _ in range(25):
                with tool.database.write() as connection:
                    now = connection.execute(sa.select(attempts.c.gradings)).scalar_one()
                    connection.execute(sa.update(attempts).values(gradings=now + 1))

        threads = [threading.Thread(target=count_up, args=(each,)) for each in (one, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert one.database.number(sa.select(attempts.c.gradings)) == 51
