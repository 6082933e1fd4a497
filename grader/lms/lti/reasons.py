"""Why the platform does not answer as asked, where its answer or the network says it: what to look at next."""

from __future__ import annotations

import datetime
import email.utils
import socket
import ssl
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grader.reports.visible import visible
from grader.sentences import Line, Text
from grader.sentences import text as sentence

if TYPE_CHECKING:
    import httpx

__all__ = ["NOT_OURS", "certificate", "clock", "named_hint", "nobody_there"]

CLOCK_SECONDS = 50  # what we sign is good for a minute
NOT_OURS = sentence("platform.not_ours")  # the token was given, and is not good for this address
NAMED = (
    (("invalid_scope",), sentence("platform.scope")),
    (("expired", "iat prior", "not yet valid", "issued at", "nbf"), sentence("platform.clock_words")),
    (("deployment",), NOT_OURS),
)


def nobody_there(error: Exception, url: str) -> Text | None:
    """That no such machine is known, or that nothing listens there: long waiting helps neither. None for any other error."""
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return sentence("platform.no_host", host=urlsplit(url).hostname or url)
        if isinstance(cause, ConnectionRefusedError):
            return sentence("platform.nobody_there", url=url)
    return None


def named_hint(answer: str) -> Line:
    """What to look at, where the platform's own words name it."""
    words = answer.casefold()
    for found, hint in NAMED:
        if any(each in words for each in found):
            return hint
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def certificate(error: Exception) -> str:
    """Why the platform's certificate is not trusted; empty for any other error. Trying again would not help."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return visible(cause.verify_message, 100)
    return ""


def clock(answer: httpx.Response) -> Line:
    """That this machine's clock is wrong, where the platform's answer has another time: it refuses what is signed then."""
    try:
        theirs = email.utils.parsedate_to_datetime(answer.headers.get("Date", ""))
        behind = (theirs - datetime.datetime.now(datetime.UTC)).total_seconds()
    except (ValueError, TypeError):
        return ""
    if abs(behind) < CLOCK_SECONDS or answer.status_code not in (400, 401, 403):
        return ""
    return sentence("platform.clock_behind" if behind > 0 else "platform.clock_ahead", n=f"{abs(behind) / 60:.0f}")
