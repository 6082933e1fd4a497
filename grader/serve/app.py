"""The application: which address is answered by which page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from grader.serve import (
    attempt_pages,
    correction_routes,
    linking,
    lti_routes,
    queue_events,
    student_routes,
    teacher_routes,
)
from grader.serve.bounds import Bounds
from grader.serve.incoming import Incoming, endpoint, fault_page, log, visit_of
from grader.serve.settings import is_near
from grader.serve.tables import attempts, scores
from grader.serve.tool import Tool

__all__ = ["application"]


class NumberConvertor(IntegerConvertor):
    """A number that every database has room for; a longer one is no address of ours."""

    regex = "[0-9]{1,9}"


register_url_convertor("number", NumberConvertor())
MiB = 1 << 20
BOTH = ["GET", "POST"]


def application(tool: Tool) -> Starlette:
    """The application that serves this tool."""
    routes: list[BaseRoute] = [
        Route("/", endpoint(front, visit=False)),
        Route("/health", endpoint(health, visit=False)),
        Route("/metrics", endpoint(metrics, visit=False)),
        Route("/lti/jwks", endpoint(lti_routes.jwks, visit=False)),
        Route("/lti/login", endpoint(lti_routes.login, visit=False), methods=BOTH),
        Route("/lti/launch", endpoint(lti_routes.launch, visit=False), methods=["POST"]),
        Route("/lti/again", endpoint(lti_routes.again, visit=False)),
        Route("/lti/register/{secret}", endpoint(lti_routes.register, visit=False), methods=BOTH),
        Route("/work", endpoint(student_routes.work)),
        Route("/work", endpoint(student_routes.send_work), methods=["POST"]),
        Route("/attempts/{attempt:number}", endpoint(attempt_pages.attempt)),
        Route("/attempts/{attempt:number}/events", queue_events.events),
        Route("/attempts/{attempt:number}/files/{file:number}", endpoint(attempt_pages.file)),
        Route("/pick", _for_teachers(linking.pick)),
        Route("/pick", _for_teachers(linking.send_pick), methods=["POST"]),
        Route("/class", _for_teachers(teacher_routes.the_class)),
        Route("/class/changes", _for_teachers(teacher_routes.changes)),
        Route("/class/roster", _for_teachers(teacher_routes.roster), methods=["POST"]),
        Route("/class/regrade", _for_teachers(teacher_routes.regrade), methods=["POST"]),
        Route("/class/send", _for_teachers(teacher_routes.send_scores), methods=["POST"]),
        Route("/class/everybody", _for_teachers(correction_routes.everybody)),
        Route("/class/everybody/adjustments", _for_teachers(correction_routes.correct_all), methods=["POST"]),
        Route("/class/everybody/remove", _for_teachers(correction_routes.remove_for_all), methods=["POST"]),
        Route("/class/{user:number}", _for_teachers(correction_routes.person)),
        Route("/class/{user:number}/remove", _for_teachers(correction_routes.remove), methods=["POST"]),
        Route("/class/{user:number}/{table}", _for_teachers(correction_routes.correct), methods=["POST"]),
        Route("/settings", _for_teachers(teacher_routes.settings), methods=BOTH),
        Route("/export", _for_teachers(teacher_routes.export)),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]
    base = tool.settings.base
    app = Starlette(
        routes=[Mount(base, routes=routes)] if base else routes,
        middleware=[
            Middleware(Bounds, upload=tool.settings.upload_mb * MiB, is_upload=_is_upload(base), refused=_bounded)
        ],
        exception_handlers={HTTPException: _refused, Exception: _broken},
    )
    app.state.tool = tool
    app.state.seen = Counter()
    return app


_for_teachers = partial(endpoint, teacher=True)


def front(incoming: Incoming) -> Response:
    """What stands at the bare address: nobody has anything to do here."""
    return incoming.page(
        "said.html", heading=incoming.tool.settings.title, lines=[incoming.say("serve.front")], code="", again=""
    )


def health(incoming: Incoming) -> Response:
    """200 while the database answers."""
    incoming.tool.database.ping()
    return PlainTextResponse("ok\n")


def metrics(incoming: Incoming) -> Response:
    """Counts as Prometheus reads them, for this machine and the proxy's: none is of a person. What a proxy passes on is refused."""
    request = incoming.request
    near = request.client and is_near(request.client.host, incoming.tool.settings.proxies)
    if not near or "x-forwarded-for" in request.headers:
        raise HTTPException(403)
    waiting, running = incoming.tool.grader.counts
    lines = [f"dlgrade_attempts_waiting {waiting}", f"dlgrade_attempts_grading {running}"]
    for table, name in ((attempts, "attempts"), (scores, "scores")):
        asked = sa.select(table.c.state, sa.func.count().label("count")).group_by(table.c.state)
        found = incoming.tool.database.rows(asked)
        lines += [f'dlgrade_{name}{{state="{row["state"]}"}} {row["count"]}' for row in found]
    seen = sorted(request.app.state.seen.items())
    lines += [f'dlgrade_requests_total{{route="{route}",status="{status}"}} {count}' for (route, status), count in seen]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _is_upload(base: str) -> Callable[[str], bool]:
    return lambda path: path == f"{base}/work"


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return fault_page(_seen(request), status, "")


def _bounded(request: Request, status: int) -> Response:
    """What was too large or too slow; of an upload, with what is taken."""
    incoming = _seen(request)
    settings = incoming.tool.settings
    large = status == 413 and _is_upload(settings.base)(request.url.path)
    return fault_page(
        incoming, status, "", incoming.say("serve.upload_too_large", mb=settings.upload_mb) if large else ""
    )


def _seen(request: Request) -> Incoming:
    """The request with its visit, where it has one: its language, and a way back."""
    return Incoming(request.app.state.tool, request, visit_of(request))


def _broken(request: Request, error: Exception) -> Response:
    """What nobody expected: its trace is in the log, and nothing of it on the page."""
    log.error("broken", exc_info=error)
    return fault_page(Incoming(request.app.state.tool, request), 500, "")
