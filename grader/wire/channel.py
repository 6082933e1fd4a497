"""Frames over a socket, for two sides of which one trusts nothing.

A frame is eight bytes (length of the head, length of the body, both little-endian), a head in msgpack and a body of raw
array bytes. Every length is checked before a byte of it is read, the head is decoded into the type that is expected
and nothing else, and nothing is ever unpickled. This module imports no torch: both sides and the coordinator share it.
"""

from __future__ import annotations

import array
import select
import socket
import struct
import time
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import Struct

__all__ = ["SUBMISSION_BYTES", "Channel", "Closed", "DeadlinePassed", "Malformed", "WireError"]

HEADER = struct.Struct("<II")
CREDENTIALS = struct.Struct("3i")  # pid, uid, gid
HEAD_BYTES = 1 << 20
SUBMISSION_BYTES = 256 << 20  # of a head that carries a whole submission
HEAD_COST = 8  # bytes of memory that one byte of a head may become: a msgpack nil is a pointer in a list
MiB = 1 << 20


class WireError(Exception):
    """The other side broke the rules, fell silent or went away."""


class Closed(WireError):
    """The other side closed its end."""


class DeadlinePassed(WireError):
    """The deadline passed before the whole frame had come or gone."""


class Malformed(WireError):
    """A frame that is too long, of the wrong type, or not what its lengths say."""


class Channel:
    """One end of a socket that carries frames.

    Trusts nothing that arrives: a frame longer than the limits, a head of another type or a missed deadline raises a
    `WireError`, after which the channel is of no further use.
    """

    def __init__(self, sock: socket.socket, *, head_bytes: int = HEAD_BYTES, body_bytes: int = 64 * MiB) -> None:
        self.sock = sock
        self.head_bytes = head_bytes
        self.body_bytes = body_bytes
        self.received = 0  # about the bytes of memory that all frames so far have taken
        self.extra: Callable[[], float] | None = None  # seconds by which a deadline that has passed is put off
        sock.setblocking(False)

    def send(
        self, message: Struct, body: Iterable[bytes | memoryview] = (), *, deadline: float | None = None, fd: int = -1
    ) -> None:
        """Send one frame before `deadline` (of `time.monotonic`), with a file descriptor beside it if given."""
        parts = list(body)
        head = msgspec.msgpack.encode(message)
        size = sum(len(part) for part in parts)
        if len(head) > self.head_bytes or size > self.body_bytes:
            raise Malformed(f"the message has {len(head) + size:,} bytes, more than the limit")
        self._send_all(HEADER.pack(len(head), size) + head, deadline, fd)
        for part in parts:
            self._send_all(part, deadline)

    def receive(self, type: Any, *, deadline: float | None = None) -> tuple[Any, memoryview]:
        """The next frame: its head as `type` and its body. Raises Closed, DeadlinePassed or Malformed."""
        head, body = self._receive_frame(deadline)
        return _decode(head, type), body

    def receive_fd(self, type: Any, *, deadline: float | None = None) -> tuple[Any, int]:
        """Like `receive`, for a frame without a body that was sent with a file descriptor; -1 when none came."""
        message, _, fd = self.receive_beside(type, deadline=deadline)
        return message, fd

    def receive_beside(self, type: Any, *, deadline: float | None = None) -> tuple[Any, memoryview, int]:
        """Like `receive`, with the file descriptor that was sent beside the frame; -1 when none came."""
        self._wait(select.POLLIN, deadline)
        size = array.array("i").itemsize
        first, ancillary, _, _ = self.sock.recvmsg(1, socket.CMSG_SPACE(size))
        if not first:
            raise Closed("the other side closed the connection")
        fds = array.array("i")
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                fds.frombytes(data[:size])
        head, body = self._receive_frame(deadline, first)
        return _decode(head, type), body, fds[0] if fds else -1

    def sender(self, *, deadline: float | None = None) -> int:
        """The pid of the process that sends the next frame, by the kernel's word; the frame stays to be received.

        `SO_PASSCRED` must have been set on the socket before the frame was sent.
        """
        self._wait(select.POLLIN, deadline)
        _, ancillary, _, _ = self.sock.recvmsg(1, socket.CMSG_SPACE(CREDENTIALS.size), socket.MSG_PEEK)
        sent = [data[: CREDENTIALS.size] for _, kind, data in ancillary if kind == socket.SCM_CREDENTIALS]
        return int(CREDENTIALS.unpack(sent[0])[0]) if sent else 0

    def close(self) -> None:
        self.sock.close()

    def _receive_frame(self, deadline: float | None, first: bytes = b"") -> tuple[memoryview, memoryview]:
        header = first + bytes(self._receive_exactly(HEADER.size - len(first), deadline))
        head_size, body_size = HEADER.unpack(header)
        if head_size > self.head_bytes or body_size > self.body_bytes:
            raise Malformed(f"a frame of {head_size:,} + {body_size:,} bytes, more than the limit")
        self.received += HEAD_COST * head_size + body_size
        return self._receive_exactly(head_size, deadline), self._receive_exactly(body_size, deadline)

    def _receive_exactly(self, size: int, deadline: float | None) -> memoryview:
        buffer = memoryview(bytearray(size))
        filled = 0
        while filled < size:
            try:
                count = self.sock.recv_into(buffer[filled:])
            except BlockingIOError:
                self._wait(select.POLLIN, deadline)
                continue
            except OSError as error:
                raise Closed(str(error)) from None
            if count == 0:
                raise Closed("the other side closed the connection")
            filled += count
            if self._left(deadline) == 0:
                raise DeadlinePassed("the reply came too slowly")
        return buffer

    def _send_all(self, data: bytes | memoryview, deadline: float | None, fd: int = -1) -> None:
        view = memoryview(data)
        while len(view) or fd >= 0:
            try:
                sent = socket.send_fds(self.sock, [view[:1]], [fd]) if fd >= 0 else self.sock.send(view)
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
                continue
            except OSError as error:
                raise Closed(str(error)) from None
            fd = -1
            view = view[sent:]

    def _wait(self, event: int, deadline: float | None) -> None:
        poll = select.poll()
        poll.register(self.sock, event)
        while not poll.poll(self._milliseconds(deadline)):
            if self._left(deadline) == 0:
                raise DeadlinePassed("the deadline passed")

    def _milliseconds(self, deadline: float | None) -> float | None:
        left = self._left(deadline)
        return None if left is None else left * 1000 + 1  # a poll ends a little early, never late

    def _left(self, deadline: float | None) -> float | None:
        """The seconds that are left, those included by which a deadline that has passed is put off."""
        if deadline is None:
            return None
        left = deadline - time.monotonic()
        if left <= 0 and self.extra:
            left += self.extra()
        return max(0.0, left)


def _decode(head: memoryview, type: Any) -> Any:
    try:
        return msgspec.msgpack.decode(head, type=type)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise Malformed(f"not a message: {error}") from None
