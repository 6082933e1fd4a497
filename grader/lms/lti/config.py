"""lti.toml: where the platform is, and as whom dlgrade speaks to it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from grader.course.unfit import unfit
from grader.errors import UsageError
from grader.sentences import text as sentence

__all__ = ["Config", "read_config", "read_key"]

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """What the platform shows when a tool is registered, and the tool's own key.

    lineitems_url: the course's line items; or lineitem_url: the one that takes the scores. memberships_url: the course's roster.
    audience: who the token's request is addressed to, where that is not token_url. key_file: relative to lti.toml.
    """

    client_id: str
    token_url: str
    memberships_url: str
    key_file: str
    key_id: str
    lineitems_url: str = ""
    lineitem_url: str = ""
    audience: str = ""

    @property
    def urls(self) -> dict[str, str]:
        """The addresses that are given, by their names."""
        names = ("token_url", "memberships_url", "lineitems_url", "lineitem_url")
        return {name: url for name in names if (url := getattr(self, name))}


def read_config(path: Path) -> Config:
    """Raises UsageError for what is missing, misspelt, or would send a token over the net in the clear."""
    try:
        config = msgspec.toml.decode(path.read_bytes(), type=Config)
    except OSError as error:
        raise UsageError(sentence("platform.config_unread", path=str(path), error=str(error.strerror))) from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise UsageError(sentence("platform.config", path=str(path), error=unfit(error))) from None
    if bool(config.lineitems_url) == bool(config.lineitem_url):
        raise UsageError(sentence("platform.one_of_two", path=str(path)))
    for name, url in config.urls.items():
        if not _private(url):
            raise UsageError(sentence("platform.https", path=str(path), name=name))
    return config


def read_key(config: Config, path: Path) -> str:
    """The private key's text. Raises UsageError where others than its owner can read the file."""
    file = path.parent / config.key_file
    try:
        with open(file, "rb") as opened:
            mode, text = os.fstat(opened.fileno()).st_mode, opened.read()
    except OSError as error:
        raise UsageError(sentence("platform.key_unread", file=str(file), error=str(error.strerror))) from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(sentence("platform.key_open", file=str(file)))
    if b"PRIVATE KEY" not in text:
        raise UsageError(sentence("platform.key_no_pem", file=str(file)))
    return text.decode("ascii", "replace")


def _private(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
