"""The tables, and the few ways in which the rest asks for rows. SQLite in the folder, or PostgreSQL."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from grader.errors import UsageError

try:
    import sqlalchemy as sa
    from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint
except ImportError:
    raise UsageError("`dlgrade serve` needs SQLAlchemy, Starlette and others: pip install 'dlgrade[serve]'.") from None

__all__ = [
    "Database",
    "all_of",
    "assignments",
    "attempts",
    "contexts",
    "deployments",
    "invitations",
    "members",
    "nonces",
    "platforms",
    "scores",
    "users",
    "visits",
]

VERSION = 1
# By the version that they lead from: what has to be typed to the database to come to the next one.
STEPS: dict[int, tuple[str, ...]] = {}
WAIT_SECONDS = 30  # for another process that writes
CONNECTIONS = {"pool_size": 10, "max_overflow": 50}  # more than there are threads: none waits for another's
T = TypeVar("T", bound=Struct)

# sqlite_autoincrement: no number comes again, so that nothing of what was deleted is taken for what came after.
tables = MetaData()
about = Table("about", tables, Column("version", Integer, nullable=False))
platforms = Table(
    "platforms",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, default=""),
    Column("issuer", String(500), nullable=False),
    Column("client_id", String(255), nullable=False),
    Column("auth_url", Text, nullable=False),
    Column("token_url", Text, nullable=False),
    Column("jwks_url", Text, nullable=False),
    Column("audience", Text, nullable=False, default=""),
    UniqueConstraint("issuer", "client_id"),
    sqlite_autoincrement=True,
)
deployments = Table(
    "deployments",
    tables,
    Column("platform", ForeignKey("platforms.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(255), primary_key=True),
)
invitations = Table(
    "invitations",
    tables,
    Column("digest", String(64), primary_key=True),
    Column("ends", Float, nullable=False),
)
contexts = Table(
    "contexts",
    tables,
    Column("id", Integer, primary_key=True),
    Column("platform", ForeignKey("platforms.id", ondelete="CASCADE"), nullable=False),
    Column("deployment", String(255), nullable=False),
    Column("name", String(255), nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("memberships_url", Text, nullable=False, default=""),
    Column("lineitems_url", Text, nullable=False, default=""),
    UniqueConstraint("platform", "deployment", "name"),
    sqlite_autoincrement=True,
)
users = Table(
    "users",
    tables,
    Column("id", Integer, primary_key=True),
    Column("platform", ForeignKey("platforms.id", ondelete="CASCADE"), nullable=False),
    Column("sub", String(255), nullable=False),
    Column("name", Text, nullable=False, default=""),
    Column("handle", String(255), nullable=False),
    UniqueConstraint("platform", "sub"),
    UniqueConstraint("platform", "handle"),
    sqlite_autoincrement=True,
)
members = Table(
    "members",
    tables,
    Column("context", ForeignKey("contexts.id", ondelete="CASCADE"), primary_key=True),
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("listed", Boolean, nullable=False, default=True),
)
assignments = Table(
    "assignments",
    tables,
    Column("id", Integer, primary_key=True),
    Column("context", ForeignKey("contexts.id", ondelete="CASCADE"), nullable=False),
    Column("link", String(255), nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("terms", Text, nullable=False, default=""),
    Column("line_item", Text, nullable=False, default=""),
    Column("gradebook", Boolean, nullable=False, default=False),
    Column("seed", String(20), nullable=False),
    UniqueConstraint("context", "link"),
    sqlite_autoincrement=True,
)
attempts = Table(
    "attempts",
    tables,
    Column("id", Integer, primary_key=True),
    Column("assignment", ForeignKey("assignments.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("once", String(64), nullable=False),
    Column("place", String(32), nullable=False),
    Column("trial", Boolean, nullable=False, default=False),
    Column("handed_in", Float, nullable=False),
    Column("names", Text, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("gradings", Integer, nullable=False, default=0),
    Column("note", Text, nullable=False, default=""),
    UniqueConstraint("assignment", "user", "number"),
    UniqueConstraint("assignment", "user", "once"),
    sqlite_autoincrement=True,
)
scores = Table(
    "scores",
    tables,
    Column("assignment", ForeignKey("assignments.id", ondelete="CASCADE"), primary_key=True),
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("asked", Float, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("override", Boolean, nullable=False, default=False),
)
visits = Table(
    "visits",
    tables,
    Column("digest", String(64), primary_key=True),
    Column("assignment", ForeignKey("assignments.id", ondelete="CASCADE"), nullable=True),
    Column("context", ForeignKey("contexts.id", ondelete="CASCADE"), nullable=False),
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("role", String(20), nullable=False),
    Column("language", String(10), nullable=False),
    Column("browser", String(64), nullable=False, default=""),
    Column("linking", Text, nullable=False, default=""),
    Column("ends", Float, nullable=False),
)
nonces = Table(
    "nonces",
    tables,
    Column("digest", String(64), primary_key=True),
    Column("ends", Float, nullable=False),
)


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
        with self._writing, self.engine.begin() as connection:
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
        tables.create_all(self.engine)
        with self.engine.begin() as connection:
            now = connection.execute(sa.select(about.c.version)).scalar()
            if now is None:
                connection.execute(sa.insert(about).values(version=VERSION))
                return
            if now > VERSION:
                raise UsageError(
                    f"The database is of a newer dlgrade (schema {now}, this one knows {VERSION}). Install that one."
                )
            for version in range(now, VERSION):
                for step in STEPS[version]:
                    connection.execute(sa.text(step))
            connection.execute(sa.update(about).values(version=VERSION))


def _set_up(connection: Any, _: object) -> None:
    """What SQLite does only when it is asked: foreign keys, readers beside a writer, nothing lost when the power goes."""
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
