"""How long a connection may be open without asking for anything: half a request holds no place for long."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

__all__ = ["PatientProtocol"]

HEAD_SECONDS = 20.0  # from the connection, or from the answer before, until the head of a request is whole


class PatientProtocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """uvicorn's own, which waits for the head of a request as long as anybody likes. While a request is answered nothing is counted: its
    body is `Bounds`' to count."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.late: asyncio.TimerHandle | None = None
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._at_work():
            self._stop()
        elif self.late is None:
            self._wait()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self._at_work():
            self._wait()

    def connection_lost(self, error: Exception | None) -> None:
        self._stop()
        super().connection_lost(error)

    def _at_work(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._stop()
        self.late = asyncio.get_running_loop().call_later(HEAD_SECONDS, self._end)

    def _stop(self) -> None:
        if self.late:
            self.late.cancel()
            self.late = None

    def _end(self) -> None:
        if not self._at_work() and not self.transport.is_closing():
            self.transport.close()
