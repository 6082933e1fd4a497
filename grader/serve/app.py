"""The application: which address is answered by which page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from grader.serve import lti_routes, student_routes
from grader.serve.bounds import Bounds
from grader.serve.incoming import Incoming, endpoint, fault_page, log
from grader.serve.tool import Tool

__all__ = ["application"]

MiB = 1 << 20
BOTH = ["GET", "POST"]


def application(tool: Tool) -> Starlette:
    """The application that serves this tool."""
    routes: list[BaseRoute] = [
        Route("/", endpoint(front, visit=False)),
        Route("/health", endpoint(health, visit=False)),
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


def front(incoming: Incoming) -> Response:
    """What stands at the bare address: nobody has anything to do here."""
    return incoming.page(
        "said.html", heading=incoming.tool.settings.title, lines=[incoming.say("serve.front")], code="", again=""
    )


def health(incoming: Incoming) -> Response:
    """200 while the database answers."""
    incoming.tool.database.ping()
    return PlainTextResponse("ok\n")


def _is_upload(base: str) -> Callable[[str], bool]:
    return lambda path: path == f"{base}/work"


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return fault_page(Incoming(request.app.state.tool, request), status, "")


def _broken(request: Request, error: Exception) -> Response:
    """What nobody expected: its trace is in the log, and nothing of it on the page."""
    log.error("broken", exc_info=error)
    return fault_page(Incoming(request.app.state.tool, request), 500, "")
