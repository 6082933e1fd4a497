"""The pages: templates of this folder and of the reports, every text escaped, and the headers that hold a browser to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from starlette.responses import HTMLResponse, Response

from grader.reports.html import templates as report_templates
from grader.sentences import speaker

__all__ = ["headers_for", "html", "policy", "template"]

HERE = Path(__file__).parent
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # addresses carry a visit's secret
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def policy(forms_to: str = "", frames: str = "'none'", scripts: str = "") -> str:
    """Nothing is fetched from elsewhere, no script runs but the tool's own file, forms go nowhere else. forms_to: another origin that a
    form of this page goes to. frames: who may show the page in a frame. scripts: the digest of one that stands in the page."""
    return (
        f"default-src 'none'; script-src 'self'{' ' + scripts if scripts else ''}; connect-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        f"form-action 'self'{' ' + forms_to if forms_to else ''}; frame-ancestors {frames or chr(39) + 'none' + chr(39)}"
    )


def headers_for(frames: str, forms_to: str = "", scripts: str = "") -> dict[str, str]:
    return COMMON | {"Content-Security-Policy": policy(forms_to, frames, scripts)}


def html(
    name: str, language: str, *, frames: str, status: int = 200, forms_to: str = "", scripts: str = "", **facts: Any
) -> Response:
    """The page of that template, said in that language."""
    own = policy(forms_to, scripts=scripts).partition("; frame-ancestors")[0]  # which has no meaning inside a page
    text = template(name).render(say=speaker(language), language=language, policy=own, **facts)
    return HTMLResponse(text, status, headers=headers_for(frames, forms_to, scripts))


def template(name: str) -> Any:
    return environment().get_template(name)


@cache
def environment() -> Environment:
    """As the reports' templates, with those of this folder before them."""
    own = report_templates().overlay()
    own.loader = ChoiceLoader([FileSystemLoader(HERE / "templates"), report_templates().loader])  # type: ignore[list-item]
    return own
