"""A tool for the toy course, a platform that it is registered with, and a browser that speaks to it without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from grader.serve.app import application
from grader.serve.platforms import Platform, register
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
    folder = DataFolder(tmp_path / "data")
    folder.save(ToolSettings(url="https://tool.test", course=str(TOY), inside=["127.0.0.1"]))
    folder.keys.mkdir()
    for key in tool_keys.iterdir():
        (folder.keys / key.name).write_bytes(key.read_bytes())
        (folder.keys / key.name).chmod(0o600)
    return folder


@pytest.fixture
def tool(folder: DataFolder, platform: LtiPlatform) -> Iterator[Tool]:
    """Registered with the platform, by hand."""
    with Tool(folder) as tool:
        urls = {f"{name}_url": f"{platform.url}/{name}" for name in ("auth", "token", "jwks")}
        register(tool.database, Platform(0, "", platform.issuer, platform.client, **urls))
        platform.trust(tool.keys.published())
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
