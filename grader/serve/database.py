"""The database: SQLite in the folder, or PostgreSQL, and the few ways in which the rest asks for rows."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from grader.errors import UsageError
from grader.sentences import text
from grader.serve.tables import STEPS, VERSION, about, tables

import sqlalchemy as sa  # isort: skip

__all__ = ["Database", "all_of"]

WAIT_SECONDS = 30  # for another process that writes
CONNECTIONS = {"pool_size": 10, "max_overflow": 50}  # more than there are threads: none waits for another's
T = TypeVar("T", bound=Struct)


def all_of(connection: sa.Connection, kind: type[T], statement: sa.Select[Any]) -> list[T]:
    """The rows as values of that kind."""
    rows = connection.execute(statement).mappings()
    return [msgspec.convert({str(name): value for name, value in row.items()}, kind) for row in rows]


class Database:
    """Opened, and brought to the version of this program. Raises UsageError where it is of a newer one, or cannot be reached."""

    def __init__(self, address: str) -> None:
        lite = address.startswith("sqlite")
        options: dict[str, Any] = {"connect_args": {"timeout": WAIT_SECONDS}} if lite else {"pool_pre_ping": True}
        try:
            # hide_parameters: an error goes into the log, and names do not
            self.engine = sa.create_engine(address, hide_parameters=True, **options, **CONNECTIONS)
            if lite:
                _own_alone(self.engine.url.database)
            if lite:
                sa.event.listen(self.engine, "connect", _set_up)
                sa.event.listen(self.engine, "begin", _begin)
            self._writer = self.engine.execution_options(writes=True)
            self._writing = threading.Lock()
            self._bring_up_or_close()
        except (sa.exc.SQLAlchemyError, ImportError, OSError) as error:
            shown = sa.engine.make_url(address).render_as_string(hide_password=True)
            raise UsageError(text("operate.no_database", name=shown, said=str(error).splitlines()[0])) from None

    def close(self) -> None:
        self.engine.dispose()

    def all(self, kind: type[T], statement: sa.Select[Any]) -> list[T]:
        """The rows as values of that kind."""
        with self.engine.connect() as connection:
            return all_of(connection, kind, statement)

    def one(self, kind: type[T], statement: sa.Select[Any]) -> T | None:
        found = self.all(kind, statement.limit(1))
        return found[0] if found else None

    def rows(self, statement: sa.Select[Any]) -> list[sa.RowMapping]:
        with self.engine.connect() as connection:
            return list(connection.execute(statement).mappings())

    def number(self, statement: sa.Select[Any]) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(statement).scalar() or 0)

    @contextlib.contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction; of this process's one at a time, so that what it reads stays true until it has written."""
        with self._writing, self._writer.begin() as connection:
            yield connection

    def run(self, statement: sa.Executable) -> int:
        """Write, and count the rows that were changed."""
        with self.write() as connection:
            return int(connection.execute(statement).rowcount)

    def wipe(self) -> bool:
        """Leave nothing of what was deleted in SQLite's files: neither in free pages nor in the log of changes. False where others are at
        work on it just now, or it is another database, which clears up by itself."""
        if self.engine.dialect.name != "sqlite":
            return False
        with self._writing, contextlib.closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            try:
                cursor.execute("VACUUM")
                return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except sqlite3.OperationalError:
                return False

    def ping(self) -> None:
        """Raises what SQLAlchemy raises where the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(sa.select(about.c.version))

    def _bring_up_or_close(self) -> None:
        try:
            self._bring_up()
        except BaseException:
            self.engine.dispose()
            raise

    def _bring_up(self) -> None:
        """Whole, or not at all: a step that fails, or is killed, leaves the database as it was."""
        with self.write() as connection:
            if not sa.inspect(connection).has_table(about.name):
                tables.create_all(connection)
                connection.execute(sa.insert(about).values(version=VERSION))
                return
            now = connection.execute(sa.select(about.c.version).with_for_update()).scalar_one()
            if now > VERSION:
                raise UsageError(text("operate.newer_database", theirs=str(now), ours=str(VERSION)))
            for version in range(now, VERSION):
                for step in STEPS[version]:
                    connection.execute(sa.text(step))
            connection.execute(sa.update(about).values(version=VERSION))


def _own_alone(path: str | None) -> None:
    """The file for its owner's eyes; what SQLite lays beside it has the same mode."""
    if path:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        os.chmod(path, 0o600)


def _set_up(connection: Any, _: object) -> None:
    """What SQLite does only when it is asked: foreign keys, readers beside a writer, nothing lost when the power goes, and what is
    deleted overwritten. Transactions begin as `_begin` says, which sqlite3 itself would do too late: after what was read, and not for
    tables that are changed."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """A transaction that will write waits its turn at its beginning; later it could only fail, where another process was quicker."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
