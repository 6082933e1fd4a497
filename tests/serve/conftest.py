"""A tool for the toy course, a platform that it is registered with, and a browser that speaks to it without a network."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from anyio.from_thread import start_blocking_portal

from grader.serve.app import application
from grader.serve.grading import GradingQueue
from grader.serve.platforms import Platform, register
from grader.serve.running import at_work
from grader.serve.settings import DataFolder, ToolSettings
from grader.serve.tool import Tool
from grader.serve.tool_keys import ToolKeys
from tests.serve.client import client_of
from tests.serve.lti_platform import LtiPlatform

TOY = Path(__file__).parents[1] / "toy_course"


@pytest.fixture(scope="session")
def tool_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key that all tools of these tests have: making one costs a second."""
    folder = tmp_path_factory.mktemp("keys")
    ToolKeys(folder)
    return folder


@pytest.fixture
def platform() -> Iterator[LtiPlatform]:
    platform = LtiPlatform()
    yield platform
    platform.close()


@pytest.fixture
def folder(tmp_path: Path, tool_keys: Path) -> DataFolder:
    return new_folder(tmp_path / "data", tool_keys)


@pytest.fixture
def tool(folder: DataFolder, platform: LtiPlatform) -> Iterator[Tool]:
    """Registered with the platform, by hand. Nobody grades: what is handed in waits."""
    with Tool(folder) as tool:
        know(tool, platform)
        tool.grader = GradingQueue(tool)
        yield tool


@pytest.fixture
def browser(tool: Tool) -> Iterator[Callable[[], httpx.Client]]:
    """Opens browsers, each with cookies of its own."""
    app = application(tool)
    with start_blocking_portal() as portal:
        yield lambda: client_of(app, portal)


@pytest.fixture
def client(browser: Callable[[], httpx.Client]) -> httpx.Client:
    return browser()


@dataclass
class Running:
    """A tool at work, with real sandboxes, and its platform."""

    tool: Tool
    platform: LtiPlatform
    browser: Callable[[], httpx.Client]

    def page(self, client: httpx.Client, path: str, token: str) -> httpx.Response:
        return client.get(path, params={"t": token})

    def post(self, client: httpx.Client, path: str, token: str, at: str = "", **form: Any) -> httpx.Response:
        """Send the form that stands on the page `at`."""
        marks = re.findall(
            rf'action="{re.escape(path)}\?t=[^"]*"[^>]*>\s*<input type="hidden" name="mark" value="(\w+)"',
            self.page(client, at or path, token).text,
        )
        assert marks, f"{at or path} has no form for {path}"
        files = form.pop("files", None)
        return client.post(path, params={"t": token}, data={"mark": marks[0], **form}, files=files)

    def hand_in(self, client: httpx.Client, token: str, *files: tuple[str, bytes], **form: str) -> str:
        """Hand in, and wait until it is graded; the address of the attempt."""
        sent = [("files", each) for each in files]
        answer = self.post(client, "/work", token, files=sent, **form)
        assert answer.status_code == 303, answer.text
        where = urlsplit(answer.headers["Location"]).path
        deadline = time.monotonic() + 120  # the first one starts a sandbox, behind all else on a busy machine
        while "data-events" in self.page(client, where, token).text:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return where


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, tool_keys: Path) -> Iterator[Running]:
    """It listens on loopback, too, for real browsers."""
    platform = LtiPlatform()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        platform.tool = f"http://127.0.0.1:{listening.getsockname()[1]}"
        folder = new_folder(tmp_path_factory.mktemp("running") / "data", tool_keys, url=platform.tool)
        with Tool(folder) as tool, at_work(tool), start_blocking_portal() as portal:
            know(tool, platform)
            app = application(tool)
            server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
            serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            serving.start()
            yield Running(tool, platform, lambda: client_of(app, portal))
            server.should_exit = True
            serving.join()
    platform.close()


def new_folder(path: Path, tool_keys: Path, **settings: Any) -> DataFolder:
    folder = DataFolder(path)
    facts: dict[str, Any] = {"url": "https://tool.test", "course": str(TOY), "inside": ["127.0.0.1"], "jobs": 1}
    folder.save(ToolSettings(**(facts | settings)))
    folder.keys.mkdir()
    for key in tool_keys.iterdir():
        (folder.keys / key.name).write_bytes(key.read_bytes())
        (folder.keys / key.name).chmod(0o600)
    return folder


def know(tool: Tool, platform: LtiPlatform) -> None:
    """Register both with each other."""
    urls: dict[str, Any] = {f"{name}_url": f"{platform.url}/{name}" for name in ("token", "jwks")} | {
        "auth_url": f"{platform.site}/auth"
    }
    register(tool.database, Platform(0, "", platform.issuer, platform.client, **urls))
    platform.trust(tool.keys.published())
