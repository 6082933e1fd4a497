"""The tool speaks to public hosts over https and to those inside that were named, whatever a platform says."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from grader.serve.outbound import Forbidden, Outbound
from tests.serve.lti_platform import LtiPlatform

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
