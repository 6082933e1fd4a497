"""The application: which address is answered by which page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from grader.serve import linking, lti_routes, student_routes, teacher_routes
from grader.serve.bounds import Bounds
from grader.serve.incoming import Incoming, endpoint, fault_page, log
from grader.serve.settings import is_loopback
from grader.serve.tables import attempts, scores
from grader.serve.tool import Tool

__all__ = ["application"]

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
        Route("/attempts/{attempt:int}", endpoint(student_routes.attempt)),
        Route("/attempts/{attempt:int}/events", student_routes.events),
        Route("/attempts/{attempt:int}/files/{file:int}", endpoint(student_routes.file)),
        Route("/pick", _for_teachers(linking.pick)),
        Route("/pick", _for_teachers(linking.send_pick), methods=["POST"]),
        Route("/class", _for_teachers(teacher_routes.the_class)),
        Route("/class/changes", _for_teachers(teacher_routes.changes)),
        Route("/class/roster", _for_teachers(teacher_routes.roster), methods=["POST"]),
        Route("/class/regrade", _for_teachers(teacher_routes.regrade), methods=["POST"]),
        Route("/class/send", _for_teachers(teacher_routes.send_scores), methods=["POST"]),
        Route("/class/{user:int}", _for_teachers(teacher_routes.person)),
        Route("/class/{user:int}/remove", _for_teachers(teacher_routes.remove), methods=["POST"]),
        Route("/class/{user:int}/{table}", _for_teachers(teacher_routes.correct), methods=["POST"]),
        Route("/settings", _for_teachers(teacher_routes.settings), methods=BOTH),
        Route("/export", _for_teachers(teacher_routes.export)),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]
    base = tool.settings.base
    app = Starlette(
        routes=[Mount(base, routes=routes)] if base else routes,
        middleware=[Middleware(Bounds, upload=tool.settings.upload_mb * MiB, is_upload=_is_upload(base))],
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
    """Counts as Prometheus reads them, for this machine alone: none is of a person. A proxy's requests are refused."""
    request = incoming.request
    if not request.client or not is_loopback(request.client.host) or "x-forwarded-for" in request.headers:
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
    return fault_page(Incoming(request.app.state.tool, request), status, "")


def _broken(request: Request, error: Exception) -> Response:
    """What nobody expected: its trace is in the log, and nothing of it on the page."""
    log.error("broken", exc_info=error)
    return fault_page(Incoming(request.app.state.tool, request), 500, "")
