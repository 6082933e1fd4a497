"""A worker's parent and a worker that a test writes by hand, to lie in any field."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any

import msgspec
from grader.wire import HEADER, Call, Channel, Returned, Start, Started, Stop, Stopped, WireError

Lie = Callable[[socket.socket, Call], None]


def frame(head: Any, body: bytes = b"") -> bytes:
    """A frame around any document, or around bytes that are none."""
    data = head if isinstance(head, bytes) else msgspec.msgpack.encode(head)
    return HEADER.pack(len(data), len(body)) + data + body


class FakeParent:
    """Speaks the control protocol in a thread. Its workers load and begin as they should and then answer with `lie`.

    stopped: how each worker's end is reported. silent_after: how many control messages it answers.
    """

    def __init__(self, lie: Lie, stopped: Stopped | bytes, silent_after: int) -> None:
        self.lie = lie
        self.stopped = stopped
        self.silent_after = silent_after
        self.started = 0
        ours, theirs = socket.socketpair()
        self.control = Channel(ours)
        self._theirs = Channel(theirs)
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        self.control.close()
        for thread in self._threads:
            thread.join(timeout=5)
            assert not thread.is_alive()
        self._theirs.close()

    def _serve(self) -> None:
        with contextlib.suppress(WireError):
            while True:
                message, fd = self._theirs.receive_fd(Start | Stop)
                if isinstance(message, Start):
                    self.started += 1
                    self._threads.append(threading.Thread(target=self._work, args=(socket.socket(fileno=fd),), daemon=True))
                    self._threads[-1].start()
                if self.silent_after <= 0:
                    continue
                self.silent_after -= 1
                self._answer(Started() if isinstance(message, Start) else self.stopped)

    def _answer(self, message: Started | Stopped | bytes) -> None:
        if isinstance(message, bytes):
            self._theirs.sock.sendall(message)
        else:
            self._theirs.send(message)

    def _work(self, sock: socket.socket) -> None:
        channel = Channel(sock)
        sock.setblocking(True)
        with sock, contextlib.suppress(WireError, OSError):
            while True:
                call, _ = channel.receive(Call)
                if call.target in ("worker.load", "worker.begin"):
                    channel.send(Returned(call.id, None))
                else:
                    self.lie(sock, call)
