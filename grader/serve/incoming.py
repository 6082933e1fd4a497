"""One request, looked at before a page sees it: whose it is, whether its form was made here, what it may be."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from grader.errors import DlgradeError, UsageError, said_by
from grader.sentences import languages, render, speaker
from grader.serve.launch import LaunchRefused
from grader.serve.pages import html
from grader.serve.records import Deleted
from grader.serve.visits import Visit, find_visit, was_visit

if TYPE_CHECKING:
    from grader.serve.tool import Tool

__all__ = ["Incoming", "endpoint", "fault_page", "log", "number_of", "visit_of"]

FILES = 1000  # that are read at all; how many may be handed in, a page says
FIELDS = 100
FIELD_BYTES = 1 << 20  # of one field, such as text that was pasted
TYPED = ("pasted", "text", "comment", "reason")  # what takes somebody time to write
DIGITS = 9
log = logging.getLogger("dlgrade.serve")


@dataclass
class Incoming:
    """visit: who asks, from where; only pages without one can be asked by anybody. fields, files: of its form."""

    tool: Tool
    request: Request
    visit: Visit | None = None
    fields: dict[str, str] = field(default_factory=dict)
    files: list[UploadFile] = field(default_factory=list)

    @property
    def who(self) -> Visit:
        assert self.visit
        return self.visit

    @property
    def language(self) -> str:
        """The visit's; before there is one, what the browser asks for first."""
        asked = self.request.headers.get("Accept-Language", "")[:2].lower()
        return self.visit.language if self.visit else asked if asked in languages() else "en"

    def say(self, id: str, /, **parts: Any) -> str:
        return speaker(self.language)(id, **parts)

    def address(self, path: str) -> str:
        """Of a page of this visit."""
        return f"{self.tool.settings.base}{path}?t={self.who.token}"

    def mark(self, path: str) -> str:
        """What a form that goes there carries, so that no other site's form does."""
        return self.tool.signer.mark("form", self.who.digest, path)

    def page(self, name: str, *, status: int = 200, forms_to: str = "", scripts: str = "", **facts: Any) -> Response:
        own = {"base": self.tool.settings.base, "at": self.address, "mark": self.mark}
        return html(
            name,
            self.language,
            frames=self.tool.frames,
            status=status,
            forms_to=forms_to,
            scripts=scripts,
            **own,
            **facts,
        )

    def to(self, path: str) -> Response:
        """To another page of this visit."""
        return RedirectResponse(
            self.address(path), 303, headers={"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
        )


Do = Callable[[Incoming], Response]


def endpoint(do: Do, *, visit: bool = True, teacher: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """What Starlette calls. The work is done in a thread; faults become pages. teacher: nobody else gets in."""

    @functools.wraps(do)
    async def answer(request: Request) -> Response:
        form, found = FormData(), None
        if request.method == "POST":
            if visit:
                found = await run_in_threadpool(visit_of, request)
                if found is None and not await run_in_threadpool(_was_visit, request):  # of strangers no body is taken
                    return fault_page(Incoming(request.app.state.tool, request), 401, "")
            try:
                form = await request.form(max_files=FILES, max_fields=FIELDS, max_part_size=FIELD_BYTES)
            except HTTPException as error:
                incoming = Incoming(request.app.state.tool, request, found)
                large = "maximum size" in error.detail  # Starlette's words for a field that is too long
                return fault_page(
                    incoming,
                    413 if large else 400,
                    "",
                    incoming.say("serve.text_too_large", kb=FIELD_BYTES >> 10) if large else "",
                )
            request.state.typed = [form[name] for name in TYPED if visit and _is_typed(form.get(name))]
        try:
            return await run_in_threadpool(_answered, do, request, form, visit, teacher, found)
        finally:
            await form.close()

    return answer


def _answered(do: Do, request: Request, form: FormData, visit: bool, teacher: bool, found: Visit | None) -> Response:
    """found: the visit, where it has been looked for already."""
    tool: Tool = request.app.state.tool
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    incoming = Incoming(tool, request, None, fields, files)
    try:
        if visit:
            incoming.visit = found or visit_of(request)
            _admit(incoming, teacher)
        return do(incoming)
    except LaunchRefused as refused:
        log.warning("launch refused", extra={"code": refused.code})
        return fault_page(incoming, 403, refused.code)
    except HTTPException as error:
        return fault_page(incoming, error.status_code, "")
    except UsageError as error:
        if (
            incoming.visit and not incoming.visit.teaches and not hasattr(error, "said")
        ):  # such as a slip in the course's files
            log.exception("fault")
            return fault_page(incoming, 500, "")
        return fault_page(incoming, 400, "", render(getattr(error, "said", said_by(error)), incoming.language))
    except Deleted:
        return fault_page(incoming, 404, "")
    except DlgradeError:
        log.exception("fault")
        return fault_page(incoming, 500, "")


def visit_of(request: Request) -> Visit | None:
    """The visit that the request is of; None where there is none, or it has ended."""
    tool: Tool = request.app.state.tool
    return find_visit(tool.database, request.query_params.get("t", ""), request.cookies.get(tool.cookie, ""))


def _was_visit(request: Request) -> bool:
    return was_visit(request.app.state.tool.database, request.query_params.get("t", ""))


def _is_typed(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _admit(incoming: Incoming, teacher: bool) -> None:
    """Raises HTTPException: 401 without a visit, 403 for another role, or a form that was not made here."""
    if incoming.visit is None:
        raise HTTPException(401)
    incoming.tool.limits.pages_of_person.take(incoming.visit.user)
    if teacher and not incoming.visit.teaches:
        raise HTTPException(403)
    if incoming.request.method == "POST":
        path = incoming.request.url.path.removeprefix(incoming.tool.settings.base)
        if not incoming.tool.signer.is_mark(incoming.fields.get("mark", ""), "form", incoming.visit.digest, path):
            raise HTTPException(403)


def fault_page(incoming: Incoming, status: int, code: str, line: str = "") -> Response:
    """A page that says what is wrong, and what to do; with a way back where there is a visit, and with what was typed, to be copied."""
    ids = {
        401: "serve.no_visit",
        403: "serve.not_yours",
        404: "serve.not_there",
        408: "serve.too_slow",
        413: "serve.too_large",
        429: "serve.too_often",
    }
    id = "serve.refused" if code else ids.get(status, "serve.wrong_form" if status < 500 else "serve.fault")
    facts: dict[str, Any] = {"heading": incoming.tool.settings.title, "lines": [line or incoming.say(id)], "code": code}
    facts |= {"back": "", "back_said": "", "typed": getattr(incoming.request.state, "typed", [])}
    if incoming.visit and incoming.visit.assignment is not None:
        at, said = ("/class", "serve.class") if incoming.visit.teaches else ("/work", "serve.to_assignment")
        facts |= {"back": incoming.address(at), "back_said": incoming.say(said)}
    base, frames = incoming.tool.settings.base, incoming.tool.frames
    return html("said.html", incoming.language, frames=frames, status=status, base=base, again="", **facts)


def number_of(field: str) -> int | None:
    """The number that a field holds; None for anything else, and for one that no database has room for."""
    return int(field) if field.isascii() and field.isdigit() and len(field) <= DIGITS else None


class JsonLines(logging.Formatter):
    """One JSON object a line: the time, what happened, and no names, addresses or texts of people."""

    def format(self, record: logging.LogRecord) -> str:
        known = (
            "code",
            "route",
            "method",
            "status",
            "ms",
            "attempt",
            "assignment",
            "platform",
            "outcome",
            "why",
            "attempts",
        )
        facts = {name: getattr(record, name) for name in known if hasattr(record, name)}
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "event": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            facts["why"] = self.formatException(record.exc_info)
        return json.dumps(line | facts, ensure_ascii=False)
