"""The messages that the trusted and the untrusted side speak, and their framing.

A frame is eight bytes (length of the head, length of the body, both little-endian), a head in msgpack and a body of raw
array bytes. Every length is checked before a byte of it is read, the head is decoded into the types below
and nothing else, and nothing is ever unpickled. This module imports no torch: both sides and the coordinator share it.
"""

from __future__ import annotations

import array
import select
import socket
import struct
import time
from collections.abc import Iterable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

__all__ = [
    "Array",
    "Call",
    "Channel",
    "Closed",
    "Confinement",
    "Files",
    "Frame",
    "Handle",
    "Late",
    "Limits",
    "Malformed",
    "Mapping",
    "Raised",
    "Ready",
    "Returned",
    "Sequence",
    "Start",
    "Started",
    "Stop",
    "Stopped",
    "Value",
    "WireError",
]

HEADER = struct.Struct("<II")
HEAD_BYTES = 1 << 20
HEAD_COST = 8  # bytes of memory that one byte of a head may become: a msgpack nil is a pointer in a list
MiB = 1 << 20

Short = Annotated[str, Meta(max_length=256)]
Text = Annotated[str, Meta(max_length=20_000)]


class WireError(Exception):
    """The other side broke the rules, fell silent or went away."""


class Closed(WireError):
    """The other side closed its end."""


class Late(WireError):
    """The deadline passed before the whole frame had come or gone."""


class Malformed(WireError):
    """A frame that is too long, of the wrong type, or not what its lengths say."""


# Values. The bytes of the arrays follow in the body, in the order in which the arrays stand in the head.


class Array(Struct, tag_field="tag", tag="a", array_like=True, frozen=True):
    """A tensor or ndarray: its bytes are the next ones of the body."""

    kind: Literal["tensor", "ndarray"]
    dtype: Short
    shape: Annotated[tuple[Annotated[int, Meta(ge=0, le=1 << 40)], ...], Meta(max_length=16)]


class Sequence(Struct, tag_field="tag", tag="s", array_like=True, frozen=True):
    kind: Literal["list", "tuple"]
    items: list[Value]


class Mapping(Struct, tag_field="tag", tag="m", array_like=True, frozen=True):
    items: Annotated[list[tuple[Value, Value]], Meta(max_length=4096)]


class Handle(Struct, tag_field="tag", tag="h", array_like=True, frozen=True):
    """An object that stays in the worker."""

    id: int
    type: Short = ""


Value = None | bool | int | float | str | Array | Sequence | Mapping | Handle


# Judge to worker, and back.


class Call(Struct, tag_field="tag", tag="call", frozen=True):
    """Call `target` (a name "student.f" or "worker.f", or an object) with these arguments."""

    id: int
    target: str | Handle
    args: list[Value] = []
    kwargs: dict[str, Value] = {}
    keep: bool = False
    trace: bool = False


class Frame(Struct, array_like=True, frozen=True):
    """One line of a student's traceback."""

    line: int
    function: Short
    source: Short


class Returned(Struct, tag_field="tag", tag="returned", frozen=True):
    id: int
    value: Value
    operations: Annotated[list[Short], Meta(max_length=1000)] = []


class Raised(Struct, tag_field="tag", tag="raised", frozen=True):
    id: int
    type: Short
    bases: Annotated[list[Short], Meta(max_length=32)]
    message: Text
    frames: Annotated[list[Frame], Meta(max_length=20)]
    operations: Annotated[list[Short], Meta(max_length=1000)] = []


# To the worker's parent, and back.


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use. Seconds are held by the judge's clock; the rest by the sandbox."""

    call_seconds: float = 10
    test_seconds: float = 20
    import_seconds: float = 30
    submission_seconds: float = 120
    memory_mb: int = 2048
    processes: int = 64
    file_mb: int = 64
    scratch_mb: int = 256
    open_files: int = 256
    reply_mb: int = 64
    text_chars: int = 4000
    source_kb: int = 512


class Confinement(Struct, frozen=True):
    """How the worker's parent confines the workers that it forks; each sandbox backend fills it in.

    scratch: the only folder that a worker may write to. wipe: folders where its files are looked for afterwards.
    kill: whose processes are the submission's: all of the pid namespace, all of `worker_uid`, or all descendants.
    parent_uid: the parent itself becomes this user at once. worker_uid: each worker does. filtered: the filter of
    system calls is on. gpu: workers use one. readable, listable, writable: with Landlock, the only paths that a
    worker may read, list, or write as well.
    """

    scratch: str
    wipe: list[str]
    kill: Literal["namespace", "uid", "descendants"]
    parent_uid: int | None = None
    worker_uid: int | None = None
    filtered: bool = True
    readable: list[str] = []
    listable: list[str] = []
    writable: list[str] = []
    preload: list[str] = []
    gpu: bool = False


class Ready(Struct, tag_field="tag", tag="ready", frozen=True):
    """The worker's parent has imported what it was asked to and takes orders."""


class Start(Struct, tag_field="tag", tag="start", frozen=True):
    """Fork a worker on the socket that comes with this message."""

    limits: Limits


class Files(Struct, tag_field="tag", tag="files", frozen=True):
    """The submission, for the worker alone: what its parent never reads, no later worker can find in its memory."""

    files: dict[str, bytes]


class Started(Struct, tag_field="tag", tag="started", frozen=True):
    """The worker is forked."""


class Stop(Struct, tag_field="tag", tag="stop", frozen=True):
    """Kill every process of the submission and wipe every file that it left."""


class Stopped(Struct, tag_field="tag", tag="stopped", frozen=True):
    """The worker is gone; `clean` says that nothing of it is left; `reason` says how it ended."""

    clean: bool
    reason: Short


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
        """The next frame: its head as `type` and its body. Raises Closed, Late or Malformed."""
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
            if deadline is not None and time.monotonic() > deadline:
                raise Late("the reply came too slowly")
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
        timeout = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
        if not poll.poll(timeout):
            raise Late("the deadline passed")


def _decode(head: memoryview, type: Any) -> Any:
    try:
        return msgspec.msgpack.decode(head, type=type)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise Malformed(f"not a message: {error}") from None
