"""What holds for every request, before any page sees it: how large, how slow; and afterwards a line in the log, without a name."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from grader.serve.incoming import log

__all__ = ["Bounds", "route_of"]

MiB = 1 << 20
FORM_BYTES = MiB  # of a request that hands in nothing
FORM_SECONDS = 20
UPLOAD_SECONDS = 120
LEAST = 4096  # bytes a second, after the first seconds: an upload that is slower ties up a place for nothing
GRACE = 10
PAUSE = 20  # seconds that nothing comes; a form has no longer in all
DRAINED = 4  # times what may be sent: so much is taken of what is too large


class _TooLarge(Exception):
    pass


class _TooSlow(Exception):
    pass


class Bounds:
    """Wraps the application. upload: bytes that may be handed in at a time. refused: the page that says so, by request and status.

    A body is counted while it comes in, whatever its headers promise."""

    def __init__(
        self, app: ASGIApp, upload: int, is_upload: Callable[[str], bool], refused: Callable[[Request, int], Response]
    ) -> None:
        self.app = app
        self.upload = upload
        self.is_upload = is_upload
        self.refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.monotonic(), 500
        scope.setdefault("state", {})["began"] = time.time()
        begun = False
        most = self.upload + FORM_BYTES if self.is_upload(scope["path"]) else FORM_BYTES
        seconds = UPLOAD_SECONDS if most > FORM_BYTES else FORM_SECONDS

        async def sent(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
            await send(message)

        try:
            length = _length(scope)
            if length is not None and length > most:
                raise _TooLarge
            await self.app(scope, _bounded(receive, most, began + seconds, began), sent)
        except (_TooLarge, _TooSlow, ClientDisconnect) as error:
            said = 413 if isinstance(error, _TooLarge) else 408
            if not begun:
                if said == 413:
                    await _drained(_bounded(receive, DRAINED * most, began + seconds, began))
                answer = await run_in_threadpool(self.refused, Request(scope), said)
                answer.headers["Connection"] = "close"
                await answer(scope, receive, sent)
        finally:
            ms = round(1000 * (time.monotonic() - began))
            route = route_of(scope)
            if "app" in scope:
                scope["app"].state.seen[route, status] += 1
            log.info("request", extra={"route": route, "method": scope["method"], "status": status, "ms": ms})


def route_of(scope: Scope) -> str:
    """The page that was asked, with numbers for `0` and without what stood behind the question mark: both may tell who asked."""
    parts = scope["path"].split("/")
    if "register" in parts:
        parts = [*parts[: parts.index("register") + 1], "…"]
    given = {part for value in scope.get("path_params", {}).values() for part in str(value).split("/")}
    known = ["0" if part.isdigit() else "…" if part in given else part for part in parts[:8]]
    return "/".join(known) if scope.get("endpoint") else "/…"


def _bounded(receive: Receive, most: int, ends: float, began: float) -> Receive:
    came = 0
    whole = False

    async def bounded() -> Message:
        nonlocal came, whole
        if whole:  # what follows is only that the client goes
            return await receive()
        now = time.monotonic()
        slow = now - began > GRACE and came < LEAST * (now - began - GRACE)
        if slow or now > ends:
            raise _TooSlow
        try:
            message = await asyncio.wait_for(receive(), min(ends - now, PAUSE))
        except TimeoutError:
            raise _TooSlow from None
        if message["type"] == "http.request":
            came += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if came > most:
                raise _TooLarge
        return message

    return bounded


async def _drained(receive: Receive) -> None:
    """Take what still comes, within bounds, and keep nothing: who is in the middle of sending would never read the answer."""
    with contextlib.suppress(_TooLarge, _TooSlow):
        while (message := await receive())["type"] == "http.request" and message.get("more_body", False):
            pass


def _length(scope: Scope) -> int | None:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return None
