"""The tool speaks to public hosts over https and to those inside that were named, whatever a platform says."""

from __future__ import annotations

import contextlib
import socket
from typing import Any

import httpx
import pytest

from grader.lms.lti.client import Client
from grader.lms.lti.config import Config
from grader.lms.lti.roster import MEDIA
from grader.serve import outbound as outbound_module
from grader.serve.outbound import Forbidden, Outbound
from tests.lms.fake_platform import Answer, Platform
from tests.serve.lti_platform import KEY, LtiPlatform

INSIDE = [
    "https://127.0.0.1/jwks",
    "https://localhost/jwks",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/meta-data/",
    "https://0.0.0.0/",
    "https://2130706433/",
    "https://[64:ff9b::a00:1]/",
    "https://[2002:a00:1::]/",
    "https://224.0.0.1/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_no_machine_inside_is_spoken_to(url: str) -> None:
    with pytest.raises(Forbidden):
        Outbound([]).document("GET", url)


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/",
        "file:///etc/passwd",
        "gopher://8.8.8.8/",
        "https://user:pw@8.8.8.8/",
        "https://",
        "https://[",
        "ftp://8.8.8.8/",
    ],
)
def test_only_https_without_a_name_in_it(url: str) -> None:
    with pytest.raises(Forbidden):
        Outbound(["127.0.0.1"]).document("GET", url)


def test_a_name_that_means_another_machine_a_moment_later_gains_nothing(
    monkeypatch: pytest.MonkeyPatch, platform: LtiPlatform
) -> None:
    """It is resolved once: where it was looked at, there it is connected to. A name with one address inside is refused."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.0.114.5", port))]
        return inside if host == "127.0.0.1" else public + inside

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(Forbidden, match="inside"):
        Outbound([]).document("GET", "https://rebinding.example/")
    assert asked == ["rebinding.example"]
    assert Outbound(["127.0.0.1"]).document("GET", f"{platform.url}/jwks")["keys"]


class Elsewhere(Platform):
    """Sends whoever asks for its keys on to another address."""

    def __init__(self) -> None:
        super().__init__("")
        self.to = ""
        self.asked: list[str] = []

    def open(self, path: str, query: dict[str, list[str]]) -> Answer | None:
        self.asked.append(path)
        self.headers = {"Location": self.to}
        return 302, {"keys": []}


def test_no_redirect_is_followed() -> None:
    """A public address could send the tool to a machine inside, or to one that was looked at and is not the one that answers."""
    with contextlib.closing(Elsewhere()) as server:
        server.to = f"{server.url}/inside"
        with pytest.raises(Forbidden, match="answers 302"):
            Outbound(["127.0.0.1"]).document("GET", f"{server.url}/jwks")
        assert server.asked == ["/jwks"]
        with httpx.Client(transport=Outbound(["127.0.0.1"]).transport(), trust_env=False) as client:
            assert client.get(f"{server.url}/token").status_code == 302
        assert server.asked == ["/jwks", "/token"]


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch, platform: LtiPlatform) -> None:
    """It would connect to an address that nobody has looked at."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # where nobody listens

    outbound = Outbound(["127.0.0.1"])
    assert outbound.document("GET", f"{platform.url}/jwks")["keys"]
    platform.public = {"p1": KEY.public_key()}
    config = Config("client-1", f"{platform.url}/token", f"{platform.url}/members", "keys", "p1")
    with Client(config, KEY, transport=outbound.transport(), tries=1) as client:
        assert next(client.pages(config.memberships_url, MEDIA)) == {"members": []}


def test_an_answer_ends(monkeypatch: pytest.MonkeyPatch, platform: LtiPlatform) -> None:
    """One that is endless, or that drips, costs no more than its bounds."""
    monkeypatch.setattr(outbound_module, "MOST", 10)
    with pytest.raises(Forbidden, match="ReadError"):
        Outbound(["127.0.0.1"]).document("GET", f"{platform.url}/jwks")
