"""Requests that are too large or too slow end, whatever they promise; what is logged and counted names nobody."""

from __future__ import annotations

import io
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest
import uvicorn

from grader.serve import bounds
from grader.serve.app import application
from grader.serve.incoming import JsonLines
from grader.serve.patience import PatientProtocol
from grader.serve.tool import Tool
from tests.serve.lti_platform import LtiPlatform


def answer_to(tool: Tool, path: str, parts: list[bytes], pause: float, length: str = "") -> int:
    """The status of a POST whose body comes in these parts, with a pause before each."""
    sent: list[dict[str, Any]] = []
    waiting = list(parts)

    async def receive() -> dict[str, Any]:
        await anyio.sleep(pause)
        return {"type": "http.request", "body": waiting.pop(0) if waiting else b"", "more_body": bool(waiting)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"content-type", b"multipart/form-data; boundary=x")] + (
        [(b"content-length", length.encode())] if length else []
    )
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"t=x",
        "headers": headers,
    }
    scope |= {
        "http_version": "1.1",
        "scheme": "https",
        "server": ("tool.test", 443),
        "client": ("203.0.113.1", 1),
        "root_path": "",
    }
    app: Any = application(tool)
    anyio.run(app, scope, receive, send)
    return int(sent[0]["status"])


def test_a_slow_upload_is_cut_off(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that drips, and one that stops; a quick one of the same size goes on to the page. Of who has no visit nothing is taken at all."""
    monkeypatch.setattr(bounds, "GRACE", 0.2)
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.py"\r\n\r\n'

    assert answer_to(tool, "/lti/launch", [head] + [b"x"] * 50, 0.02) == 408
    assert answer_to(tool, "/lti/launch", [head, b"x"], 0.5) == 408
    assert answer_to(tool, "/lti/launch", [head, *[b"x"] * 50, b"\r\n--x--\r\n"], 0) == 403
    assert answer_to(tool, "/work", [head] + [b"x"] * 50, 0.02) == 401


def test_a_large_body_is_cut_off_whatever_it_says_of_itself(tool: Tool) -> None:
    """By its promise, by what comes without one, and sooner where nothing is handed in."""
    parts = [b"x" * (1 << 20)] * 20

    assert answer_to(tool, "/work", parts[:1], 0, length=str(1 << 40)) == 413
    assert answer_to(tool, "/work", parts, 0) == 401
    assert answer_to(tool, "/lti/launch", parts[:3], 0) in (400, 413)
    assert answer_to(tool, "/lti/launch", parts[:1], 0, length=str(2 << 20)) == 413


def test_the_log_names_nobody(client: httpx.Client, platform: LtiPlatform) -> None:
    """Neither the person nor the secret in the address, and each line is one JSON object."""
    page = io.StringIO()
    handler = logging.StreamHandler(page)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("dlgrade.serve")
    logger.addHandler(handler)
    before = logger.level
    logger.setLevel(logging.INFO)
    try:
        token = platform.visit(client, user="ana-of-the-log", email="ana@x.edu")
        client.get("/work", params={"t": token})
        client.get(f"/{token}")
        client.get(f"/lti/register/{token}")
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)

    lines = [json.loads(line) for line in page.getvalue().splitlines()]
    assert {line["event"] for line in lines} >= {"launched", "request"}
    for secret in (token, "ana-of-the-log", "ana@x.edu", "Name of"):
        assert secret not in page.getvalue()


@pytest.fixture
def listening(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """The server itself, with less patience."""
    monkeypatch.setattr("grader.serve.patience.HEAD_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as place:
        server = uvicorn.Server(
            uvicorn.Config(application(tool), http=PatientProtocol, log_config=None, lifespan="off")
        )
        serving = threading.Thread(target=server.run, kwargs={"sockets": [place]})
        serving.start()
        yield place.getsockname()
        server.should_exit = True
        serving.join()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET /health HTTP/1.1\r\nHost: x",
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /hea",
    ],
)
def test_half_a_request_holds_no_place(listening: tuple[str, int], said: bytes) -> None:
    """Nothing, half a head, a head after an answer: the connection ends by itself. A whole one is answered first."""
    with socket.create_connection(listening, timeout=30) as line:
        line.sendall(said)
        answer = b""
        while part := line.recv(4096):
            answer += part
    assert answer.count(b"HTTP/1.1 200") == said.count(b"\r\n\r\n")


def test_an_answer_that_takes_long_is_waited_for(
    listening: tuple[str, int], monkeypatch: pytest.MonkeyPatch, tool: Tool
) -> None:
    """Patience is with what does not ask, not with who works."""
    monkeypatch.setattr(tool.database, "ping", lambda: time.sleep(1.5))
    with socket.create_connection(listening, timeout=30) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(4096).startswith(b"HTTP/1.1 200")
