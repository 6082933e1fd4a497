"""A worker's parent and a worker that a test writes by hand, to lie in any field."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from grader.judge.remote.calls import Link
from grader.judge.remote.student import Desk, Student
from grader.wire.channel import HEADER, Channel, WireError
from grader.wire.messages import Call, Files, Limits, Ready, Returned, Start, Started, Stop, Stopped

__all__ = [
    "KILLED",
    "LIMITS",
    "FakeParent",
    "Lie",
    "ask",
    "closes",
    "frame",
    "freezes",
    "linked",
    "returns",
    "says",
    "sends",
    "stays_silent",
]

Lie = Callable[[socket.socket, Call], Any]
KILLED = Stopped(True, "signal Killed")


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
        self._sockets = [ours, theirs]
        self._threads: list[threading.Thread] = []
        self._in_thread(self._serve)

    def close(self) -> None:
        """Hang up on everybody and wait until they have gone."""
        for sock in self._sockets:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=10)
        for sock in self._sockets:
            sock.close()
        assert not any(thread.is_alive() for thread in self._threads)

    def _in_thread(self, function: Callable[..., None], *args: Any) -> None:
        self._threads.append(threading.Thread(target=function, args=args, daemon=True))
        self._threads[-1].start()

    def _serve(self) -> None:
        with contextlib.suppress(WireError, OSError):
            while True:
                message, fd = self._theirs.receive_fd(Start | Stop)
                if isinstance(message, Start):
                    self.started += 1
                    self._sockets.append(socket.socket(fileno=fd))
                    self._in_thread(self._work, self._sockets[-1])
                if self.silent_after > 0:
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
        with contextlib.suppress(WireError, OSError):
            channel.receive(Files)
            channel.send(Ready())
            while True:
                call, _ = channel.receive(Call)
                if call.target in ("worker.load", "worker.begin"):
                    channel.send(Returned(call.id, None))
                else:
                    self.lie(sock, call)


LIMITS = Limits(call_seconds=5, test_seconds=8, submission_seconds=20, reply_mb=1)


def linked(parent: FakeParent, limits: Limits = LIMITS) -> Link:
    link = Link(parent.control, {"answer.py": b""}, "answer.py", limits)
    link.begin(1)
    return link


def ask(link: Link, *args: Any) -> Any:
    return Student(Desk(link, {})).f(*args)


def freezes(monkeypatch: pytest.MonkeyPatch) -> Lie:
    """A worker during whose call the machine stands still for a minute; it never answers."""
    frozen = 0.0
    clock = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: clock() + frozen)

    def lie(sock: socket.socket, call: Call) -> None:
        nonlocal frozen
        frozen += 60

    return lie


def says(document: Any, body: bytes = b"") -> Lie:
    """A worker that answers with this document, under the call's id unless it has one of its own."""

    def lie(sock: socket.socket, call: Call) -> None:
        own = {"id": call.id} | document if isinstance(document, dict) else document
        sock.sendall(frame(own, body))

    return lie


def returns(value: Any, body: bytes = b"") -> Lie:
    return says({"tag": "returned", "value": msgspec.to_builtins(value)}, body)


def sends(data: bytes) -> Lie:
    return lambda sock, call: sock.sendall(data)


def closes(sock: socket.socket, call: Call) -> None:
    sock.shutdown(socket.SHUT_RDWR)


def stays_silent(sock: socket.socket, call: Call) -> None:
    pass
