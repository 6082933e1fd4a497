"""The judge's line to a worker that is slow: nothing waits past its deadline."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable

import pytest
import torch

from grader.judge.remote.errors import Setback, Stalled, TimedOut
from grader.wire.channel import HEADER
from grader.wire.messages import Call, Limits, Returned
from tests.judge.hostile import LIMITS, FakeParent, Lie, ask, frame, freezes, linked, says, sends, stays_silent

Make = Callable[..., FakeParent]


HURRIED = Limits(call_seconds=0.15, test_seconds=0.15, submission_seconds=20)


def drips(sock: socket.socket, call: Call) -> None:
    """A right answer, a byte at a time, for as long as anybody listens."""
    with contextlib.suppress(OSError):
        for byte in frame(Returned(call.id, "x" * 5000)):
            sock.send(bytes([byte]))
            threading.Event().wait(0.01)


SLOW = {
    "silence": stays_silent,
    "half a header": sends(b"\1\0\0"),
    "half a head": sends(HEADER.pack(50, 0) + b"\x83"),
    "half a body": sends(HEADER.pack(1, 50) + b"\xc0abc"),
    "a drip": drips,
}


@pytest.mark.parametrize("lie", SLOW.values(), ids=SLOW)
def test_the_deadline_holds_against(fake_parent: Make, lie: Lie) -> None:
    link = linked(fake_parent(lie), HURRIED)
    started = time.monotonic()
    with pytest.raises(TimedOut):
        ask(link)
    assert time.monotonic() - started < 30
    assert link.channel is None


def test_a_machine_that_stood_still_costs_no_points(fake_parent: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that a frozen machine made late is not the student's: the judge says so, and the next test has a new worker."""
    parent = fake_parent(freezes(monkeypatch))
    link = linked(parent, HURRIED)
    with pytest.raises(Stalled, match="stood still for 60 seconds"):
        ask(link)
    assert not link.broken
    assert link.channel is None
    parent.lie = says({"tag": "returned", "value": 7, "operations": {}})
    link.begin(2)
    assert ask(link) == 7
    link.stop()


def test_the_deadline_holds_against_a_worker_that_does_not_read(fake_parent: Make) -> None:
    link = linked(fake_parent(lambda sock, call: threading.Event().wait(0.5)), HURRIED)
    with contextlib.suppress(Setback):
        ask(link)
    link.begin(2)
    with pytest.raises(TimedOut):
        ask(link, torch.zeros(1 << 22))


def test_an_answer_after_the_deadline_is_not_the_next_call_s(fake_parent: Make) -> None:
    """The late answer goes to a channel that is closed; the next worker has one of its own."""
    late = threading.Event()

    def lie(sock: socket.socket, call: Call) -> None:
        if not late.is_set():
            late.wait(10)
            sock.sendall(frame(Returned(call.id + 1, "late")))
        sock.sendall(frame(Returned(call.id, "right")))

    link = linked(fake_parent(lie), HURRIED)
    with pytest.raises(TimedOut):
        ask(link)
    late.set()
    link.limits = LIMITS
    link.begin(2)
    assert ask(link) == "right"
    link.stop()


TIMES = {
    "call": (Limits(call_seconds=0.1), "The call took longer than 0.1 seconds and was stopped."),
    "test": (Limits(call_seconds=9, test_seconds=0.1), "The test took longer than 0.1 seconds and was stopped."),
    "submission": (Limits(submission_seconds=0.3), "Your submission took longer than 0.3 seconds and was stopped."),
}


@pytest.mark.parametrize(("limits", "sentence"), TIMES.values(), ids=TIMES)
def test_the_student_reads_which_limit_ended_the_call(fake_parent: Make, limits: Limits, sentence: str) -> None:
    with pytest.raises(TimedOut) as caught:
        ask(linked(fake_parent(stays_silent), limits))
    assert str(caught.value) == sentence


def test_a_submission_whose_seconds_are_used_up_is_called_no_more(fake_parent: Make) -> None:
    parent = fake_parent(stays_silent)
    link = linked(parent, Limits(submission_seconds=0.2))
    with pytest.raises(TimedOut):
        ask(link)
    link.begin(2)
    with pytest.raises(TimedOut, match="seconds for the whole submission are used up"):
        ask(link)
