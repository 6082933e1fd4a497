"""What the tool fetches, and from where: public hosts over https, and hosts inside that the operator has named. Nothing else.

Addresses come from platforms, so each may point at a machine inside (SSRF). The host is resolved once, and the connection goes
to the address that was looked at: a name that means something else a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx

from grader.errors import UsageError
from grader.reports.visible import visible
from grader.sentences import text
from grader.serve.settings import is_loopback

__all__ = ["Forbidden", "Outbound"]

SECONDS = 10.0
WHOLE_SECONDS = 30.0  # for one answer, however slowly it drips
MOST = 8 << 20  # bytes of an answer


class Forbidden(UsageError):
    """An address that the tool does not speak to, or an answer that it does not take."""


class Outbound:
    """Connects to no machine inside but those that are named. inside: hosts, or host:port."""

    def __init__(self, inside: Iterable[str]) -> None:
        self.inside = {each.casefold() for each in inside}
        self.trust = httpx.create_ssl_context()

    def transport(self) -> httpx.BaseTransport:
        """For one client of httpx's."""
        return _Pinned(self)

    def check(self, url: str) -> str:
        """The IP address to connect to. Raises Forbidden for a place that is neither public and https nor named."""
        shown = visible(url, 200)
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").casefold(), parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise Forbidden(text("outbound.no_address", url=shown)) from None
        if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
            raise Forbidden(text("outbound.no_web", url=shown))
        named = host in self.inside or f"{host}:{port}" in self.inside
        if parts.scheme == "http" and not (named and is_loopback(host)):
            raise Forbidden(text("outbound.http", url=shown))
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise httpx.ConnectError(f"{host} is not known") from None
        addresses = [str(each[4][0]) for each in found]
        if not named and not all(map(_is_public, addresses)):
            raise Forbidden(text("outbound.inside", url=shown, host=visible(host, 200)))
        return addresses[0]

    def document(self, method: str, url: str, **options: Any) -> Any:
        """The JSON there. Raises Forbidden for a place or an answer that is not taken."""
        # trust_env: a proxy of the environment would connect to what was not looked at
        with httpx.Client(transport=self.transport(), timeout=SECONDS, trust_env=False) as client:
            try:
                answer = client.request(method, url, **options)
                answer.raise_for_status()
                return json.loads(answer.content)
            except httpx.HTTPStatusError as error:
                said = visible(" ".join(error.response.text.split()), 200)
                status = str(error.response.status_code)
                raise Forbidden(text("outbound.status", url=visible(url, 200), status=status, said=said)) from None
            except httpx.HTTPError as error:
                raise Forbidden(text("outbound.silent", url=visible(url, 200), why=type(error).__name__)) from None
            except (ValueError, RecursionError):
                raise Forbidden(text("outbound.no_json", url=visible(url, 200))) from None


class _Pinned(httpx.BaseTransport):
    """Asks for each address before it connects, and connects to the one that it was told."""

    def __init__(self, outbound: Outbound) -> None:
        self.outbound = outbound
        self.by_host: dict[
            str, httpx.HTTPTransport
        ] = {}  # no two names share a connection, for the certificate is of one

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        address = self.outbound.check(str(url))
        request.extensions = {**request.extensions, "sni_hostname": url.host}
        request.url = url.copy_with(host=address)  # the header Host and the certificate's name stay the asked one's
        if url.host not in self.by_host:
            self.by_host[url.host] = httpx.HTTPTransport(verify=self.outbound.trust, retries=0)
        answer = self.by_host[url.host].handle_request(request)
        request.url = url
        assert isinstance(answer.stream, httpx.SyncByteStream)
        answer.stream = _Bounded(answer.stream)
        return answer

    def close(self) -> None:
        for each in self.by_host.values():
            each.close()


# IPv6 addresses that stand for one of IPv4, or for a place inside, and that Python may call global: RFC 6052, 8215, 4291, 3879.
INSIDE = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96", "::ffff:0:0:0/96", "fec0::/10")))


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip.version == net.version and ip in net for net in INSIDE):
        return False
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or _is_public(str(mapped)))


class _Bounded(httpx.SyncByteStream):
    """An answer that ends with an error where it is too large or takes too long."""

    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[bytes]:
        room, ends = MOST, time.monotonic() + WHOLE_SECONDS
        for part in self.stream:
            room -= len(part)
            if room < 0 or time.monotonic() > ends:
                raise httpx.ReadError("the answer is too large or too slow")
            yield part

    def close(self) -> None:
        self.stream.close()
