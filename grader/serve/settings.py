"""The folder of `dlgrade serve`: serve.toml, which says how it runs, and where everything else of it lies.

DIR/serve.toml          what the operator says
DIR/serve.sqlite3       platforms, courses, people, attempts (or another database, where serve.toml names one)
DIR/keys/               the tool's own keys for LTI, readable by their owner alone
DIR/secret.key          what all is drawn from and what forms are signed with
DIR/handins/<place>/    what was handed in, as bytes, by number; the names are in the database
DIR/cards/<attempt>.json    the scorecards, and beside them the texts that their pages show
DIR/classes/<assignment>/   corrections as the tables of a graded class, the trial of the suite, the journal of what was sent
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import hmac
import ipaddress
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from grader.course.unfit import unfit
from grader.engine.keys import kept_key
from grader.errors import UsageError
from grader.files import write_whole
from grader.sentences import text

__all__ = ["DataFolder", "ToolSettings", "is_loopback", "is_near"]

WIDEST = 8  # bits of a network of proxies: a wider one is everybody, who could then say of any request whose it is
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ToolSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """serve.toml. url: under which browsers and platforms reach the tool, https. course: the folder of the course.

    database: an address of SQLAlchemy's; by default SQLite in the folder. jobs: submissions at the same time, 0 for as many as there are
    cores. scheduler: a Dask scheduler's address, where one machine does not do. inside: hosts inside the own network, such as
    moodle.internal or moodle.internal:8443, that the tool may speak to; all others must be public and https. upload_mb: of one hand-in.
    proxies: addresses, or networks, that what stands before the tool comes from; they say whose request it is, and may read /metrics.
    waiting: so many attempts of a person may wait at a time; per_hour: so many a person may hand in within an hour.
    """

    url: str
    course: str
    title: str = "dlgrade"
    database: str = ""
    jobs: Annotated[int, Meta(ge=0, le=1024)] = 0
    scheduler: str = ""
    sandbox: str = "auto"
    device: str = "auto"
    inside: list[str] = []
    proxies: list[str] = []
    upload_mb: Annotated[int, Meta(ge=1, le=32)] = 16
    waiting: Annotated[int, Meta(ge=1)] = 3
    per_hour: Annotated[int, Meta(ge=1)] = 30

    @property
    def base(self) -> str:
        """The path that all pages lie below; empty at the top of a host."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def secure(self) -> bool:
        return self.url.startswith("https://")

    def address(self, path: str) -> str:
        """The whole address of one of the tool's own pages."""
        return f"{self.url.rstrip('/')}{path}"


def is_loopback(host: str | None) -> bool:
    return host in LOOPBACK


def is_near(host: str, proxies: Iterable[str]) -> bool:
    """Whether this address is this machine's, or one of these or of these networks."""
    try:
        address = ipaddress.ip_address(host)
        return address.is_loopback or any(address in ipaddress.ip_network(each, strict=False) for each in proxies)
    except ValueError:
        return False


@dataclass(frozen=True)
class DataFolder:
    """One folder holds all that the tool keeps; a copy of it is a back-up."""

    root: Path

    @cached_property
    def settings(self) -> ToolSettings:
        """Raises UsageError for a folder without them, or with such as cannot be meant."""
        path = self.root / "serve.toml"
        try:
            settings = msgspec.toml.decode(path.read_bytes(), type=ToolSettings)
        except FileNotFoundError:
            raise UsageError(text("operate.no_data", folder=str(self.root))) from None
        except (OSError, msgspec.MsgspecError, ValueError) as error:
            raise UsageError(text("operate.bad_settings", path=str(path), said=unfit(error))) from None
        check_settings(settings, path)
        return settings

    @property
    def database(self) -> str:
        return self.settings.database or f"sqlite:///{(self.root / 'serve.sqlite3').resolve()}"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    def handin(self, place: str) -> Path:
        return self.root / "handins" / place

    def card(self, attempt: int) -> Path:
        return self.root / "cards" / f"{attempt}.json"

    def sources(self, attempt: int) -> Path:
        """The texts that the scorecard's page shows."""
        return self.root / "cards" / f"{attempt}.sources.json"

    def class_of(self, assignment: int) -> Path:
        """The tables that people write about an assignment's grades, as in the folder of a graded class."""
        return self.root / "classes" / str(assignment)

    @cached_property
    def secret(self) -> bytes:
        return kept_key(self.root / "secret.key")

    def key_for(self, use: str) -> bytes:
        """A key of 32 bytes for one use, which tells nothing of the others."""
        return hmac.digest(self.secret, use.encode(), hashlib.sha256)

    def save(self, settings: ToolSettings) -> None:
        check_settings(settings, self.root / "serve.toml")
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o700)
        write_whole(self.root / "serve.toml", _lines(settings).encode())
        (self.root / "serve.toml").chmod(0o600)  # the database's address may hold a password

    @contextlib.contextmanager
    def served(self) -> Iterator[None]:
        """Held by the one process that serves it. Raises UsageError where there is another."""
        lock = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise UsageError(text("operate.served", folder=str(self.root))) from None
        finally:
            os.close(lock)


def _lines(settings: ToolSettings) -> str:
    """What is not as it is by default. Text, numbers and lists are written in TOML as in JSON."""
    given = msgspec.structs.asdict(settings)
    own = {name: value for name, value in given.items() if value != getattr(ToolSettings("", ""), name)}
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in own.items())


def check_settings(settings: ToolSettings, path: Path) -> None:
    """Raises UsageError for an address that browsers and platforms would not take."""
    parts = urlsplit(settings.url)
    http = parts.scheme == "http" and is_loopback(parts.hostname)
    if not parts.hostname or not (parts.scheme == "https" or http) or parts.query or parts.fragment:
        raise UsageError(text("operate.bad_url", path=str(path), url=settings.url))
    try:
        for each in settings.proxies:
            if ipaddress.ip_network(each, strict=False).prefixlen < WIDEST:
                raise UsageError(text("operate.wide_proxy", path=str(path), proxy=each))
    except ValueError:
        raise UsageError(text("operate.bad_proxy", path=str(path), proxy=each)) from None
    if not (Path(settings.course) / "exercises").is_dir():
        raise UsageError(text("operate.bad_course", path=str(path), folder=settings.course))
