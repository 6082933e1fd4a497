"""The database: SQLite in the folder, or PostgreSQL, and the few ways in which the rest asks for rows."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from grader.errors import UsageError
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
            self.engine = sa.create_engine(address, **options, **CONNECTIONS)
            if lite:
                sa.event.listen(self.engine, "connect", _set_up)
                sa.event.listen(self.engine, "begin", _begin)
            self._writer = self.engine.execution_options(writes=True)
            self._writing = threading.Lock()
            self._bring_up_or_close()
        except (sa.exc.SQLAlchemyError, ImportError) as error:
            shown = sa.engine.make_url(address).render_as_string(hide_password=True)
            raise UsageError(f"The database {shown} cannot be opened: {str(error).splitlines()[0]}") from None

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
                raise UsageError(
                    f"The database is of a newer dlgrade (schema {now}, this one knows {VERSION}). Install that one."
                )
            for version in range(now, VERSION):
                for step in STEPS[version]:
                    connection.execute(sa.text(step))
            connection.execute(sa.update(about).values(version=VERSION))


def _set_up(connection: Any, _: object) -> None:
    """What SQLite does only when it is asked: foreign keys, readers beside a writer, nothing lost when the power goes. Transactions begin
    as `_begin` says, which sqlite3 itself would do too late: after what was read, and not for tables that are changed."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """A transaction that will write waits its turn at its beginning; later it could only fail, where another process was quicker."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
