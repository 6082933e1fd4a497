"""The worker answers every call, whatever student code does."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch

from grader.wire.channel import Channel, MiB
from grader.wire.messages import Array, Call, Handle, Limits, Raised, Ready, Returned, Value
from grader.wire.values import pack, unpack
from grader.worker.serve import Worker, serve

Make = Callable[..., Worker]


def no_handle(value: Any) -> Handle:
    raise AssertionError(value)


def answer(worker: Worker, target: str | Handle, *args: Any, **options: Any) -> Returned | Raised:
    packed: list[Value] = []
    body = b""
    for arg in args:
        wire, arrays = (arg, []) if isinstance(arg, Handle) else pack(arg, no_handle)
        packed.append(wire)
        body += b"".join(arrays)
    return worker.answer(Call(7, target, packed, **options), memoryview(body))[0]


def loaded(worker: Worker) -> Worker:
    reply = answer(worker, "worker.load", "answer.py")
    assert isinstance(reply, Returned), reply
    return worker


def test_loading_tells_the_public_names(worker_of: Make) -> None:
    reply = answer(worker_of("import torch\nfrom math import pi\n_own = 1\ndef f(): pass"), "worker.load", "answer.py")
    assert isinstance(reply, Returned)
    assert unpack(reply.value, memoryview(b""), no_handle)[0] == ["pi", "f"]


def test_a_result_is_returned_under_the_call_s_id(worker_of: Make) -> None:
    worker = loaded(worker_of("def f(x): return x + 1"))
    assert answer(worker, "student.f", 1) == Returned(7, 2)


def test_tensors_travel_in_the_body(worker_of: Make) -> None:
    worker = loaded(worker_of("def f(x, y): return x + y"))
    wire, arrays = pack(torch.ones(2), no_handle)
    reply, body = worker.answer(Call(1, "student.f", [wire], {"y": wire}), memoryview(b"".join(arrays * 2)))
    assert isinstance(reply, Returned)
    assert isinstance(reply.value, Array)
    assert unpack(reply.value, memoryview(body[0]), no_handle)[0].tolist() == [2, 2]


def test_objects_are_kept_and_found_again(worker_of: Make) -> None:
    worker = loaded(worker_of("class Box:\n  n = 5\ndef make(): return Box()\ndef read(box): return box.n"))
    reply = answer(worker, "student.make")
    assert isinstance(reply, Returned)
    assert reply.value == Handle(1, "Box")
    assert answer(worker, "student.read", reply.value) == Returned(7, 5)


def test_a_plain_result_is_kept_when_it_is_asked_for(worker_of: Make) -> None:
    worker = loaded(worker_of("def f(): return [1]"))
    assert answer(worker, "student.f", keep=True) == Returned(7, Handle(1, "list"))


RAISES = {
    "raise ValueError('no')": ("ValueError", "no"),
    "raise SystemExit(3)": ("SystemExit", "3"),
    "raise KeyboardInterrupt": ("KeyboardInterrupt", ""),
    "raise type('Odd', (BaseException,), {'__str__': lambda s: 1 / 0})": ("Odd", ""),
    "raise ValueError('\\ud800')": ("ValueError", "?"),
    "return f(x)": ("RecursionError", "maximum recursion depth exceeded"),
}


@pytest.mark.parametrize(("act", "raised"), RAISES.items(), ids=RAISES)
def test_whatever_is_raised_is_a_value(worker_of: Make, act: str, raised: tuple[str, str]) -> None:
    reply = answer(loaded(worker_of(f"def f(x): {act}")), "student.f", 1)
    assert isinstance(reply, Raised)
    assert (reply.type, reply.message[:32]) == (raised[0], raised[1][:32])


def test_only_the_student_s_own_lines_are_told(worker_of: Make) -> None:
    reply = answer(loaded(worker_of("import json\ndef f(x):\n    return json.loads(x)")), "student.f", "{")
    assert isinstance(reply, Raised)
    assert [(frame.line, frame.function, frame.source) for frame in reply.frames] == [(3, "f", "return json.loads(x)")]
    assert reply.bases[:2] == ["JSONDecodeError", "ValueError"]


def test_a_missing_name_brings_those_that_are_there(worker_of: Make) -> None:
    reply = answer(loaded(worker_of("def sotfmax(): pass")), "student.softmax")
    assert isinstance(reply, Raised)
    assert (reply.type, reply.message) == ("MissingName", "sotfmax")


def test_the_operators_of_a_traced_call_are_told(worker_of: Make) -> None:
    worker = loaded(worker_of("def f(x): return x.exp()"))
    traced, plain = answer(worker, "student.f", torch.ones(1), trace=True), answer(worker, "student.f", torch.ones(1))
    assert "aten::exp" in traced.operations
    assert plain.operations == {}


def test_operators_are_told_when_the_call_fails_too(worker_of: Make) -> None:
    worker = loaded(worker_of("def f(x):\n    x.exp()\n    raise ValueError"))
    assert "aten::exp" in answer(worker, "student.f", torch.ones(1), trace=True).operations


def test_too_large_a_result_is_an_exception(worker_of: Make) -> None:
    worker = loaded(worker_of("import torch\ndef f(): return torch.zeros(1 << 20)", Limits(reply_mb=1)))
    reply = answer(worker, "student.f")
    assert isinstance(reply, Raised)
    assert reply.type == "ValueError"


@pytest.fixture
def line() -> Iterator[tuple[Channel, Channel]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours), Channel(theirs, body_bytes=MiB)


def test_serving_says_ready_answers_and_ends_with_the_line(worker_of: Make, line: Any, tmp_path: Any) -> None:
    """Also a reply that is too long for a frame is answered, with an exception."""
    worker_of("def f(n): return 'x' * n")
    ours, theirs = line
    thread = threading.Thread(target=serve, args=(theirs, tmp_path / "submission", Limits()))
    thread.start()
    deadline = time.monotonic() + 20
    assert ours.receive(Ready, deadline=deadline)[0] == Ready()
    replies = []
    calls: list[tuple[str, Value]] = [("worker.load", "answer.py"), ("student.f", 3), ("student.f", 1 << 21)]
    for id, (target, argument) in enumerate(calls):
        ours.send(Call(id, target, [argument]), deadline=deadline)
        replies.append(ours.receive(Returned | Raised, deadline=deadline)[0])
    ours.close()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert replies[1] == Returned(1, "xxx")
    assert isinstance(replies[2], Raised)
    assert replies[2].message.startswith("the result cannot be sent back")
