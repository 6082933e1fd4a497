"""The framing: what was sent arrives, and what breaks the rules raises a WireError in time and within the limits."""

from __future__ import annotations

import os
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.wire.channel import HEADER, Channel, Closed, DeadlinePassed, Malformed, WireError
from grader.wire.messages import (
    Array,
    Handle,
    Mapping,
    Raised,
    Ready,
    Returned,
    Sequence,
    Start,
    Started,
    Stop,
    Stopped,
)

KiB = 1 << 10
HEAD_LIMIT, BODY_LIMIT = 4 * KiB, 16 * KiB
REPLY = Returned | Raised
Pair = tuple[Channel, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """A channel with small limits and the bare socket at its other end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours, head_bytes=HEAD_LIMIT, body_bytes=BODY_LIMIT), theirs


def frame(head: Any, body: bytes = b"") -> bytes:
    data = head if isinstance(head, bytes) else msgspec.msgpack.encode(head)
    return HEADER.pack(len(data), len(body)) + data + body


def soon(seconds: float = 5) -> float:
    return time.monotonic() + seconds


def receive_all(data: bytes, type: Any = REPLY) -> Any:
    """What a small channel makes of `data` followed by the end of the stream."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.close()
        return Channel(ours, head_bytes=HEAD_LIMIT, body_bytes=BODY_LIMIT).receive(type, deadline=soon())


def test_a_frame_arrives_as_it_was_sent(pair: Pair) -> None:
    channel, theirs = pair
    sent = Returned(7, Sequence("list", [1, "two", None, Handle(3, "Net")]))
    Channel(theirs).send(sent, [b"abc", b"de"])
    reply, body = channel.receive(REPLY, deadline=soon())
    assert reply == sent
    assert bytes(body) == b"abcde"


def test_frames_do_not_run_into_each_other(pair: Pair) -> None:
    channel, theirs = pair
    theirs.sendall(frame(Stopped(True, "a"), b"x") + frame(Stopped(False, "b")))
    received = [channel.receive(Stopped, deadline=soon()) for _ in range(2)]
    assert [(head.reason, bytes(body)) for head, body in received] == [("a", b"x"), ("b", b"")]


def test_a_file_descriptor_travels_beside_a_frame(pair: Pair) -> None:
    channel, theirs = pair
    with open(os.devnull) as null:
        channel.send(Ready(), deadline=soon(), fd=null.fileno())
        message, fd = Channel(theirs).receive_fd(Ready, deadline=soon())
        assert isinstance(message, Ready)
        assert os.path.sameopenfile(fd, null.fileno())
        os.close(fd)


def test_a_frame_without_a_descriptor_brings_none(pair: Pair) -> None:
    channel, theirs = pair
    theirs.sendall(frame(Stop()))
    assert channel.receive_fd(Start | Stop, deadline=soon()) == (Stop(), -1)


def test_a_body_larger_than_the_socket_buffer_arrives_whole() -> None:
    """Both sides do not block each other."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        data = os.urandom(8 << 20)
        thread = threading.Thread(target=Channel(theirs).send, args=(Ready(), [data]), kwargs={"deadline": soon(30)})
        thread.start()
        _, body = Channel(ours).receive(Ready, deadline=soon(30))
        thread.join()
        assert body == data


@pytest.mark.parametrize("sizes", [(HEAD_LIMIT + 1, 0), (0, BODY_LIMIT + 1), (2**32 - 1, 2**32 - 1)])
def test_a_frame_over_the_limits_is_refused_from_its_header(sizes: tuple[int, int]) -> None:
    with pytest.raises(Malformed, match="more than the limit"):
        receive_all(HEADER.pack(*sizes))


def test_nothing_over_the_limits_is_allocated() -> None:
    tracemalloc.start()
    for sizes in [(HEAD_LIMIT, BODY_LIMIT), (2**32 - 1, 0), (0, 2**32 - 1)]:
        with pytest.raises(WireError):
            receive_all(HEADER.pack(*sizes) + b"\xc0" * HEAD_LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < HEAD_LIMIT * 2 + BODY_LIMIT + 64 * KiB


def test_a_message_over_the_limits_is_not_sent(pair: Pair) -> None:
    channel, theirs = pair
    with pytest.raises(Malformed, match="more than the limit"):
        channel.send(Ready(), [bytes(BODY_LIMIT), b"x"])
    channel.send(Ready(), deadline=soon())
    assert Channel(theirs).receive(Ready, deadline=soon())[0] == Ready()


@pytest.mark.parametrize("data", [b"", b"\1\0", HEADER.pack(9, 0) + b"half"], ids=["nothing", "header", "head"])
def test_a_closed_connection_is_closed(data: bytes) -> None:
    with pytest.raises(Closed):
        receive_all(data)


def test_sending_to_a_closed_connection_is_closed(pair: Pair) -> None:
    channel, theirs = pair
    theirs.close()
    with pytest.raises(Closed):
        channel.send(Ready(), deadline=soon())


@pytest.mark.parametrize("data", [b"", HEADER.pack(9, 0) + b"half"], ids=["silence", "half a head"])
def test_a_missed_deadline_is_late(pair: Pair, data: bytes) -> None:
    channel, theirs = pair
    theirs.sendall(data)
    with pytest.raises(DeadlinePassed):
        channel.receive(REPLY, deadline=soon(0.05))


def test_a_slow_drip_does_not_prolong_the_deadline(pair: Pair) -> None:
    channel, theirs = pair
    done = threading.Event()

    def drip() -> None:
        for byte in frame(Returned(1, "x" * 3000)):
            if done.wait(0.005):
                return
            theirs.send(bytes([byte]))

    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    with pytest.raises(DeadlinePassed):
        channel.receive(REPLY, deadline=soon(0.1))
    done.set()
    thread.join()
    assert time.monotonic() - started < 30


def test_a_side_that_does_not_read_makes_sending_late(pair: Pair) -> None:
    _, theirs = pair
    with pytest.raises(DeadlinePassed):
        Channel(theirs).send(Ready(), [bytes(32 << 20)], deadline=soon(0.05))


VALID = [
    Returned(1, None),
    Returned(2, Array("tensor", "float32", (2, 3)), {"aten::add": 3}),
    Returned(3, Mapping([("a", Sequence("tuple", [1.5, True]))])),
    Raised(4, "ValueError", ["ValueError", "Exception"], "no", []),
    Stopped(True, "exit 0"),
]
TYPES = [REPLY, Stopped, Started, Start | Stop]
SURROGATE = b"\x84\xa3tag\xa8returned\xa2id\x01\xa5value\xa3\xed\xa0\x80\xaaoperations\x80"


@given(st.binary(max_size=200), st.sampled_from(TYPES))
@example(frame(b"\xff"), REPLY)
@example(frame(b""), REPLY)
@example(frame(b"\x91" * 4000), REPLY)
@example(frame(b"\x84\xa3tag\xa8returned\xa2id\x01\xa5value" + b"\x93\xa1s\xa4list\x91" * 500), REPLY)
@example(frame(SURROGATE), REPLY)
def test_any_bytes_raise_nothing_but_wire_errors(data: bytes, type: Any) -> None:
    with pytest.raises(WireError):
        receive_all(data, type)


@given(st.binary(max_size=300), st.binary(max_size=20), st.sampled_from(TYPES))
def test_any_head_within_a_right_frame_raises_nothing_but_wire_errors(head: bytes, body: bytes, type: Any) -> None:
    """An empty map is a message without fields; everything else that is not of the type is refused."""
    if head == b"\x80" and not getattr(type, "__struct_fields__", ("some",)):
        assert receive_all(frame(head, body), type)[0] == type()
        return
    with pytest.raises(Malformed):
        receive_all(frame(head, body), type)


@given(st.sampled_from(VALID), st.data())
def test_a_damaged_reply_is_a_reply_or_a_wire_error(message: Any, data: st.DataObject) -> None:
    """Nothing but the asked types comes out, whichever bytes are changed, dropped or added."""
    raw = bytearray(frame(message, b"body"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    try:
        reply, body = receive_all(bytes(raw))
    except WireError:
        return
    assert isinstance(reply, Returned | Raised)
    assert isinstance(body, memoryview)


@pytest.mark.parametrize(
    "document",
    [
        {"tag": "returned", "id": "1", "value": None},
        {"tag": "returned", "id": 1},
        {"tag": "returned", "id": 1, "value": ["a", "tensor", "float32", [-1]]},
        {"tag": "returned", "id": 1, "value": ["a", "tensor", "float32", [1 << 41]]},
        {"tag": "returned", "id": 1, "value": ["a", "tensor", "float32", [1] * 17]},
        {"tag": "returned", "id": 1, "value": ["a", "pickle", "float32", [1]]},
        {"tag": "returned", "id": 1, "value": ["s", "set", []]},
        {"tag": "returned", "id": 1, "value": ["h", 1, "x" * 257]},
        {"tag": "returned", "id": 1, "value": ["m", [[n, n] for n in range(4097)]]},
        {"tag": "returned", "id": 1, "value": None, "operations": {f"x{n}": n for n in range(1001)}},
        {"tag": "returned", "id": 1, "value": None, "operations": {"aten::exp": -1}},
        {"tag": "returned", "id": 1, "value": None, "operations": {"aten::exp": 1 << 32}},
        {"tag": "returned", "id": 1, "value": None, "operations": {"x" * 257: 1}},
        {"tag": "returned", "id": 1, "value": None, "operations": ["aten::exp"]},
        {"tag": "raised", "id": 1, "type": "E", "bases": [], "message": "x" * 20_001, "frames": []},
        {"tag": "raised", "id": 1, "type": "E", "bases": ["E"] * 33, "message": "", "frames": []},
        {"tag": "raised", "id": 1, "type": "E", "bases": [], "message": "", "frames": [[1, "f", "s"]] * 21},
        {"tag": "call", "id": 1, "target": "student.f"},
    ],
    ids=lambda document: " ".join(map(str, document.values()))[:40],
)
def test_a_field_outside_its_bounds_is_malformed(document: dict[str, Any]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(frame(document))
        with pytest.raises(Malformed, match="not a message"):
            Channel(ours).receive(REPLY, deadline=soon())
