"""Server-sent events about an attempt that waits. The page works without."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from grader.serve.handins import Attempt
from grader.serve.incoming import Incoming
from grader.serve.pages import headers_for
from grader.serve.places import own_attempt
from grader.serve.visits import find_visit

__all__ = ["ahead_line", "events"]

LOOK_SECONDS = 0.5
LONGEST_SECONDS = 900  # then the browser asks again


async def events(request: Request) -> Response:
    """Server-sent events: how many are before it, then that it is done. The page works without."""
    incoming, found = await run_in_threadpool(_looked_up, request)
    place = incoming.tool.limits.streams_of_person.hold(incoming.who.user)
    return _Stream(place, _told(incoming, found))


def _looked_up(request: Request) -> tuple[Incoming, Attempt]:
    tool = request.app.state.tool
    visit = find_visit(tool.database, request.query_params.get("t", ""), request.cookies.get(tool.cookie, ""))
    if visit is None:
        raise HTTPException(401)
    incoming = Incoming(tool, request, visit)
    tool.limits.pages_of_person.take(visit.user)
    return incoming, own_attempt(incoming)


class _Stream(StreamingResponse):
    """Holds its place among those that the person may have open, for as long as it lasts."""

    def __init__(self, place: AbstractContextManager[None], lines: AsyncIterator[str]) -> None:
        super().__init__(lines, media_type="text/event-stream", headers=headers_for("'none'"))
        self.place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.place:
            await super().__call__(scope, receive, send)


async def _told(incoming: Incoming, found: Attempt) -> AsyncIterator[str]:
    said, ends = None, time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < ends and (ahead := incoming.tool.grader.ahead(found)) is not None:
        line = ahead_line(incoming, ahead)
        yield f"event: place\ndata: {line}\n\n" if line != said else ": \n\n"  # the second keeps the line open
        said = line
        await asyncio.sleep(LOOK_SECONDS)
    yield "event: done\ndata: \n\n"


def ahead_line(incoming: Incoming, ahead: int | None) -> str:
    """How many are before it, or that it is being graded."""
    return incoming.say("serve.ahead", n=ahead) if ahead else incoming.say("serve.your_turn")
