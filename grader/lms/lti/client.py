"""Speaks to the platform: a token for a signed request, retries, pages. No secret reaches a message."""

from __future__ import annotations

import datetime
import email.utils
import os
import random
import re
import time
import uuid
from collections.abc import Callable, Iterator
from time import sleep
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from grader.errors import UsageError
from grader.lms.lti.config import Config
from grader.lms.lti.reasons import NOT_OURS, certificate, clock, named_hint, nobody_there
from grader.reports.visible import visible
from grader.sentences import Line
from grader.sentences import text as sentence

try:
    import httpx
    import jwt
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
except ImportError:
    raise UsageError(sentence("wrong.needs_lti")) from None

__all__ = ["TRIES", "Client", "PlatformRefused"]

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
SCOPES = (
    f"{AGS}lineitem",
    f"{AGS}score",
    f"{AGS}result.readonly",
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
)
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TRIES = 6
AWAY_TRIES = 3  # where nothing listens: it may be starting again
LONGEST_WAIT = 120.0  # seconds, whatever the platform asks for
SECONDS = 30.0  # for one answer
PAGES = 1000
# What to look at when the platform refuses.
WHO = sentence("platform.who")
NEXT = {403: sentence("platform.rights"), 404: sentence("platform.address")}
SIGNED = re.compile(r"eyJ[\w-]+(?:\.[\w-]+)*")  # every JSON web token begins so


class PlatformRefused(UsageError):
    """The platform has answered, and not as asked. status: the HTTP status, 0 where there was no answer at all."""

    def __init__(self, message: Line, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """One platform, for one run, and our private key, or its text. tell: is told before each wait. transport: of httpx, where it is not
    its own; then no proxy of the environment is asked. tries: of each request. Use as a context manager."""

    def __init__(
        self,
        config: Config,
        key: RSAPrivateKey | str,
        tell: Callable[[Line], None] = lambda line: None,
        transport: httpx.BaseTransport | None = None,
        tries: int = TRIES,
    ) -> None:
        self.config = config
        self._tell = tell
        self._key = key
        self._tries = tries
        self._token, self._token_ends = "", 0.0
        own = transport is None
        try:
            self._http = httpx.Client(timeout=SECONDS, follow_redirects=False, transport=transport, trust_env=own)
        except OSError as error:  # of a file of certificates: ssl's errors are of this kind, too
            names = [name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name)]
            place = f"{names[0]}={os.environ[names[0]]}" if names else "ssl"
            raise UsageError(sentence("platform.cert_file", places=place, why=str(error.strerror or error))) from None
        self._places = {_place(url) for url in config.urls.values()}

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def pages(self, url: str, media: str) -> Iterator[Any]:
        """The document there and those that follow it, as its Link headers say. Raises PlatformRefused for every answer but that."""
        for _ in range(PAGES):
            answer = self._ask("GET", url, headers={"Accept": media})
            yield _document(answer)
            url = answer.links.get("next", {}).get("url", "")
            if not url:
                return

    def post(self, url: str, document: bytes, media: str) -> Any:
        """Send the JSON; the document that is answered, None where there is none."""
        answer = self._ask("POST", url, headers={"Content-Type": media, "Accept": media}, content=document)
        return _document(answer) if answer.content.strip().startswith(b"{") else None

    def _ask(self, method: str, url: str, *, headers: dict[str, str], content: bytes | None = None) -> httpx.Response:
        if _place(url) not in self._places:  # the token is for the platform of lti.toml alone
            raise PlatformRefused(sentence("platform.redirect", url=visible(url, 200)))
        answer = self._tried(method, url, lambda: self._signed(headers), content)
        if answer.status_code == 401:  # ended early; a new one, once
            self._token = ""
            answer = self._tried(method, url, lambda: self._signed(headers), content)
        return self._good(answer, f"{method} {url}", NOT_OURS if answer.status_code == 401 else "")

    def _signed(self, headers: dict[str, str]) -> dict[str, str]:
        return headers | {"Authorization": f"Bearer {self._current_token()}"}

    def _current_token(self) -> str:
        if not self._token or time.monotonic() > self._token_ends:
            form = {
                "grant_type": "client_credentials",
                "client_assertion_type": ASSERTION,
                "client_assertion": self._assertion(),
                "scope": " ".join(SCOPES),
            }
            url = self.config.token_url
            answer = _document(self._good(self._tried("POST", url, dict, None, form), f"POST {url}", WHO))
            self._token = str(answer.get("access_token") or "")
            if not self._token:
                raise PlatformRefused(sentence("platform.no_token", url=url))
            ends = answer.get("expires_in")
            self._token_ends = time.monotonic() + (float(ends) if isinstance(ends, int | float) else 60.0) - 30.0
        return self._token

    def _assertion(self) -> str:
        """Who asks, signed; good for a minute and for one use."""
        now = int(time.time())
        own = self.config.client_id
        claims = {"iss": own, "sub": own, "aud": self.config.audience or self.config.token_url, "iat": now}
        try:
            return jwt.encode(
                claims | {"exp": now + 60, "jti": uuid.uuid4().hex},
                self._key,
                algorithm="RS256",
                headers={"kid": self.config.key_id},
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            raise UsageError(sentence("platform.key", path=str(self.config.key_file))) from None

    def _tried(
        self,
        method: str,
        url: str,
        headers: Callable[[], dict[str, str]],
        content: bytes | None,
        form: dict[str, str] | None = None,
    ) -> httpx.Response:
        """The first answer that is neither 429 nor 5xx, else the last one."""
        place = urlsplit(url).netloc
        for number in range(1, self._tries + 1):
            pause = min(2.0**number, LONGEST_WAIT) * random.uniform(0.5, 1)
            try:
                answer = self._http.request(method, url, headers=headers(), content=content, data=form)
            except httpx.HTTPError as error:
                if untrusted := certificate(error):
                    raise PlatformRefused(sentence("platform.untrusted", url=url, why=untrusted)) from None
                gone = nobody_there(error, url)
                if gone and (number >= min(AWAY_TRIES, self._tries) or gone.id == "platform.no_host"):
                    raise PlatformRefused(gone) from None
                if number == self._tries:
                    raise PlatformRefused(sentence("platform.silent", url=url, kind=type(error).__name__)) from None
                said = sentence("platform.no_answer", place=place)
            else:
                if number == self._tries or not (answer.status_code == 429 or answer.status_code >= 500):
                    return answer
                pause = _asked_pause(answer.headers.get("Retry-After", ""), pause)
                said = sentence("platform.answers", place=place, status=answer.status_code)
            self._tell(sentence("platform.wait", said=said, seconds=f"{pause:.0f}", next=number + 1, n=self._tries))
            sleep(pause)
        raise AssertionError

    def _good(self, answer: httpx.Response, asked: str, hint: Line = "") -> httpx.Response:
        """The answer if it is one; else raises PlatformRefused with what the platform says, without our token or signature, and a hint."""
        if answer.is_success:
            return answer
        text = SIGNED.sub("(token)", answer.text)
        text = " ".join(visible(text.replace(self._token, "(token)") if self._token else text, 300).split())
        hint = clock(answer) or named_hint(text) or hint or NEXT.get(answer.status_code, "")
        said = f"{answer.status_code} {text}"
        raise PlatformRefused(sentence("platform.refused", asked=asked, said=said, hint=hint), answer.status_code)


def _document(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        raise PlatformRefused(sentence("platform.no_json", url=str(answer.url))) from None


def _place(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc.casefold()


def _asked_pause(asked: str, otherwise: float) -> float:
    """Retry-After: seconds or a date; never longer than we are ready to wait."""
    if asked.isdigit():
        return min(float(asked), LONGEST_WAIT)
    try:
        then = email.utils.parsedate_to_datetime(asked)
        seconds = (then - datetime.datetime.now(datetime.UTC)).total_seconds()
    except (ValueError, TypeError):
        return otherwise
    return min(max(seconds, 0.0), LONGEST_WAIT)
