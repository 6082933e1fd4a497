"""The framing: what was sent arrives, and what breaks the rules raises a WireError in time and within the limits."""

from __future__ import annotations

import os
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.wire import (
    HEADER,
    Array,
    Call,
    Channel,
    Closed,
    Handle,
    Late,
    Malformed,
    Raised,
    Ready,
    Returned,
    Sequence,
    Start,
    Started,
    WireError,
)

KiB = 1 << 10
Pair = tuple[Channel, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """A channel with small limits and the bare socket at its other end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours, head_bytes=4 * KiB, body_bytes=16 * KiB), theirs


def frame(head: bytes, body: bytes = b"") -> bytes:
    return HEADER.pack(len(head), len(body)) + head + body


def soon(seconds: float = 0.05) -> float:
    return time.monotonic() + seconds


def test_a_frame_arrives_as_it_was_sent(pair: Pair) -> None:
    channel, theirs = pair
    Channel(theirs).send(Returned(7, Sequence("list", [1, "two", None, Handle(3, "Net")])), [b"abc", b"de"])
    reply, body = channel.receive(Returned | Raised, deadline=soon(5))
    assert reply == Returned(7, Sequence("list", [1, "two", None, Handle(3, "Net")]))
    assert bytes(body) == b"abcde"


def test_frames_do_not_run_into_each_other(pair: Pair) -> None:
    channel, theirs = pair
    theirs.sendall(frame(msgspec.msgpack.encode(Started(True)), b"x") + frame(msgspec.msgpack.encode(Started(False))))
    received = [channel.receive(Started, deadline=soon(5)) for _ in range(2)]
    assert [(head.ok, bytes(body)) for head, body in received] == [(True, b"x"), (False, b"")]


def test_a_file_descriptor_travels_beside_a_frame(pair: Pair) -> None:
    channel, theirs = pair
    with open(os.devnull) as null:
        channel.send(Start({"a.py": b"x"}, limits=msgspec.convert({}, Start.__annotations__ and dict) or None), fd=-1) if False else None
        channel.send(Ready(), deadline=soon(5), fd=null.fileno())
    message, fd = Channel(theirs).receive_fd(Ready, deadline=soon(5))
    os.close(fd)
    assert isinstance(message, Ready)
