"""A browser of few words: speaks to the application without a network, and keeps cookies as https has them."""

from __future__ import annotations

import httpx
from anyio.from_thread import BlockingPortal
from starlette.applications import Starlette

__all__ = ["client_of"]


class _Inside(httpx.BaseTransport):
    def __init__(self, app: Starlette, portal: BlockingPortal) -> None:
        self.inner = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()

        async def ask() -> httpx.Response:
            asked = httpx.Request(request.method, request.url, headers=request.headers, content=body)
            answer = await self.inner.handle_async_request(asked)
            return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())

        return self.portal.call(ask)


def client_of(app: Starlette, portal: BlockingPortal) -> httpx.Client:
    return httpx.Client(transport=_Inside(app, portal), base_url="https://tool.test")
