"""The tables, and the steps that lead from one version of them to the next."""

from __future__ import annotations

from grader.errors import UsageError
from grader.sentences import text

try:
    from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint
except ImportError:
    raise UsageError(text("operate.no_packages")) from None

__all__ = [
    "STEPS",
    "VERSION",
    "about",
    "assignments",
    "attempts",
    "contexts",
    "deployments",
    "invitations",
    "members",
    "nonces",
    "platforms",
    "scores",
    "tables",
    "users",
    "visits",
]

VERSION = 4
# By the version that they lead from: what is said to the database to come to the next one. What is here never changes again: databases
# have come by it. A change of the tables below needs a step here and a higher VERSION, and a test compares the two ways.
STEPS: dict[int, tuple[str, ...]] = {
    1: ("CREATE INDEX ix_scores_state ON scores (state)", "CREATE INDEX ix_visits_ends ON visits (ends)"),
    2: ("ALTER TABLE platforms ADD COLUMN revoked BOOLEAN DEFAULT FALSE NOT NULL",),
    3: ("ALTER TABLE assignments ADD COLUMN linked TEXT DEFAULT '' NOT NULL",),
}

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
    Column("revoked", Boolean, nullable=False, default=False),
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
    Column("linked", Text, nullable=False, default=""),
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
    Column("state", String(20), nullable=False, index=True),
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
    Column("ends", Float, nullable=False, index=True),
)
nonces = Table(
    "nonces",
    tables,
    Column("digest", String(64), primary_key=True),
    Column("ends", Float, nullable=False),
)
