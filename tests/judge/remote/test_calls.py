"""The judge's line to a worker that lies: nothing but setbacks come of it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from grader.judge.remote.calls import Link
from grader.judge.remote.errors import NotRun, NotWritten, NoWorker, StudentError, WorkerLost
from grader.judge.remote.student import Desk, Remote, Student
from grader.wire.channel import HEADER
from grader.wire.messages import Array, Call, Handle, Returned, Sequence, Stopped
from tests.judge.hostile import LIMITS, FakeParent, Lie, ask, closes, frame, linked, returns, says, sends

Make = Callable[..., FakeParent]


def deep(levels: int) -> Any:
    value: Any = None
    for _ in range(levels):
        value = ["s", "list", [value]]
    return value


def raw_deep(levels: int) -> bytes:
    """Nesting that no encoder here would write: a thousand lists within each other."""
    return b"\x83\xa3tag\xa8returned\xa2id\x03\xa5value" + b"\x93\xa1s\xa4list\x91" * levels + b"\xc0"


LIES = {
    "no msgpack": sends(frame(b"\xc1")),
    "an empty frame": sends(frame(b"")),
    "a head that is too long": sends(HEADER.pack(1 << 30, 0)),
    "a body that is too long": sends(HEADER.pack(0, 1 << 30)),
    "another message": says({"tag": "stop"}),
    "no tag": says({"value": None}),
    "a number": says(5),
    "an id of the past": says({"tag": "returned", "id": 1, "value": None}),
    "an id of the future": says({"tag": "returned", "id": 4, "value": None}),
    "a negative id": says({"tag": "returned", "id": -3, "value": None}),
    "an id of text": says({"tag": "returned", "id": "3", "value": None}),
    "an array without bytes": returns(Array("tensor", "float32", (2,)), b"1234"),
    "an array with bytes to spare": returns(Array("tensor", "float32", (1,)), b"12345678"),
    "bytes without an array": returns(None, b"1"),
    "a huge shape": returns(Array("tensor", "float32", (1 << 40, 1 << 40))),
    "a huge empty shape": returns(Array("tensor", "float32", (1 << 40, 1 << 40, 0))),
    "an unknown dtype": returns(Array("ndarray", "object", (1,)), b"12345678"),
    "nesting": returns(deep(40)),
    "deep nesting": sends(frame(raw_deep(1000))),
    "a key that is a list": returns(["m", [[["s", "list", []], 1]]]),
    "a key that is an object": returns(["m", [[["h", 1, "x"], 1]]]),
    "a huge dict": returns(["m", [[n, None] for n in range(100_000)]]),
    "a lone surrogate": sends(frame(b"\x83\xa3tag\xa8returned\xa2id\x03\xa5value\xa3\xed\xa0\x80")),
    "a value of another kind": says({"tag": "returned", "value": {"a": 1}}),
    "a raised without a type": says({"tag": "raised", "message": "x"}),
    "a long message": says({"tag": "raised", "type": "E", "bases": [], "message": "x" * 30_000, "frames": []}),
    "a closed connection": closes,
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_costs_the_worker_its_life_and_nothing_more(fake_parent: Make, lie: Lie) -> None:
    parent = fake_parent(lie)
    link = linked(parent)
    with pytest.raises(WorkerLost):
        ask(link)
    assert link.channel is None
    assert not link.broken


def test_after_a_lie_the_next_test_gets_a_new_worker(fake_parent: Make) -> None:
    lies = iter([sends(frame(b"\xc1")), returns(5)])
    parent = fake_parent(lambda sock, call: next(lies)(sock, call))
    link = linked(parent)
    with pytest.raises(WorkerLost):
        ask(link)
    link.begin(2)
    assert ask(link) == 5
    assert parent.started == 2
    link.stop()


def test_what_is_no_answer_is_named_to_the_student(fake_parent: Make) -> None:
    with pytest.raises(WorkerLost) as caught:
        ask(linked(fake_parent(returns(None, b"1"))))
    assert str(caught.value) == "Your code sent the grader something that is no answer (bytes that belong to no array)."


ENDS = {
    "memory": "Your code used more than 2048 MB of memory and was stopped.",
    "exit 3": "Your code ended Python itself (exit code 3). A function returns, it does not exit.",
    "signal Segmentation fault": "Python crashed while your code ran (Segmentation fault).",
    "": "Python crashed while your code ran (it closed its connection).",
}


@pytest.mark.parametrize(("reason", "sentence"), ENDS.items(), ids=ENDS)
def test_a_worker_that_is_gone_says_how_it_ended(fake_parent: Make, reason: str, sentence: str) -> None:
    with pytest.raises(WorkerLost) as caught:
        ask(linked(fake_parent(closes, Stopped(True, reason))))
    assert str(caught.value) == sentence


def test_a_worker_that_hangs_up_before_the_call_is_lost(fake_parent: Make) -> None:
    def answers_and_leaves(sock: socket.socket, call: Call) -> None:
        sock.sendall(frame(Returned(call.id, 1)))
        closes(sock, call)

    link = linked(fake_parent(answers_and_leaves))
    assert ask(link) == 1
    with pytest.raises(WorkerLost):
        ask(link)


def test_an_answer_before_its_call_answers_nothing(fake_parent: Make) -> None:
    def two_at_once(sock: socket.socket, call: Call) -> None:
        sock.sendall(frame(Returned(call.id, 1)) + frame(Returned(call.id + 2, 2)))

    link = linked(fake_parent(two_at_once))
    assert ask(link) == 1
    with pytest.raises(WorkerLost):
        ask(link)


def test_a_test_sends_the_judge_a_bounded_number_of_bytes(fake_parent: Make) -> None:
    """However many calls a test makes of it, a worker does not fill the judge's memory."""
    link = linked(fake_parent(returns(Array("tensor", "uint8", (1 << 20,)), bytes(1 << 20))))
    with pytest.raises(WorkerLost, match="MB of results in one test"):
        [ask(link) for _ in range(100)]


def test_numbers_of_a_list_count_like_bytes_of_an_array(fake_parent: Make) -> None:
    link = linked(fake_parent(returns(["s", "list", [None] * 500_000])))
    with pytest.raises(WorkerLost, match="MB of results in one test"):
        [ask(link) for _ in range(100)]


def test_arguments_that_are_too_large_are_the_suite_s_fault(fake_parent: Make) -> None:
    link = linked(fake_parent(returns(1)))
    with pytest.raises(ValueError, match="the suite asks too much"):
        ask(link, torch.zeros(1 << 20))
    link.stop()


def test_a_submission_with_a_problem_is_not_run(fake_parent: Make) -> None:
    parent = fake_parent(returns(1))
    link = Link(parent.control, {}, "answer.py", LIMITS, "Your file is no text.")
    with pytest.raises(NotRun, match=r"Your file is no text\."):
        ask(link)
    assert parent.started == 0


BROKEN = {
    "a parent that does not stop it": {"silent_after": 1},
    "a parent that cannot wipe": {"stopped": Stopped(False, "")},
    "a parent that talks nonsense": {"stopped": frame(b"\xc1")},
}


@pytest.mark.parametrize("options", BROKEN.values(), ids=BROKEN)
def test_the_link_says_that_the_sandbox_must_be_replaced_for(
    fake_parent: Make, options: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.judge.remote.connection.CONTROL_SECONDS", 0.1)
    link = linked(fake_parent(closes, **options))
    with pytest.raises(WorkerLost):
        ask(link)
    link.begin(2)
    with pytest.raises(WorkerLost, match="left something behind"):
        ask(link)
    assert link.broken


def test_a_sandbox_that_starts_no_worker_is_not_the_student_s_doing(
    fake_parent: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.judge.remote.connection.CONTROL_SECONDS", 0.1)
    link = linked(fake_parent(closes, silent_after=0))
    with pytest.raises(NoWorker):
        ask(link)
    assert link.broken


def raised(name: str, message: str = "", **more: Any) -> Lie:
    return says({"tag": "raised", "type": name, "bases": [name], "message": message, "frames": [], **more})


def test_an_exception_of_the_student_is_a_value(fake_parent: Make) -> None:
    link = linked(fake_parent(raised("ValueError", "no", frames=[[3, "f", "raise"]])))
    with pytest.raises(StudentError) as caught:
        ask(link)
    assert caught.value.raised.message == "no"
    assert caught.value.raised.frames[0].line == 3
    link.stop()


@pytest.mark.parametrize("name", ["NotImplementedError", "MissingName"])
def test_what_is_not_written_is_told_apart_from_a_crash(fake_parent: Make, name: str) -> None:
    link = linked(fake_parent(raised(name)))
    with pytest.raises(NotWritten):
        ask(link)
    link.stop()


def test_a_name_of_an_object_s_type_is_escaped(fake_parent: Make) -> None:
    link = linked(fake_parent(returns(Handle(1, "\x1b[2J\u202eevil"))))
    remote = ask(link)
    assert isinstance(remote, Remote)
    assert "\x1b" not in remote.type + repr(remote)
    assert "\u202e" not in remote.type
    link.stop()


def test_a_replay_asks_the_same_again(fake_parent: Make) -> None:
    seen: list[Call] = []

    def lie(sock: socket.socket, call: Call) -> None:
        seen.append(call)
        sock.sendall(frame(Returned(call.id, 1)))

    link = linked(fake_parent(lie))
    ask(link, torch.ones(2), np.zeros(1))
    again = link.replay(link.transcript[0].call, link.transcript[0].sent)
    link.stop()
    assert again.reply
    assert (seen[0].target, seen[0].args, seen[0].kwargs) == (seen[1].target, seen[1].args, seen[1].kwargs)


@pytest.mark.parametrize(("lie", "setback"), [(closes, "WorkerLost"), (sends(b"\0" * 8), "WorkerLost")])
def test_a_setback_is_part_of_the_transcript_and_of_a_replay(fake_parent: Make, lie: Lie, setback: str) -> None:
    link = linked(fake_parent(lie))
    with pytest.raises(WorkerLost):
        ask(link)
    assert [exchange.setback for exchange in link.transcript] == [setback]
    assert link.replay(link.transcript[0].call, link.transcript[0].sent).setback == setback


def test_values_of_a_right_answer_arrive(fake_parent: Make) -> None:
    value = Sequence("list", [Array("tensor", "uint8", (2,)), 1.5])
    link = linked(fake_parent(returns(value, b"\1\2")))
    tensor, number = ask(link)
    link.stop()
    assert tensor.tolist() == [1, 2]
    assert number == 1.5


def test_a_reply_keeps_the_operators_that_ran(fake_parent: Make) -> None:
    link = linked(fake_parent(says({"tag": "returned", "value": 1, "operations": {"aten::exp": 4}})))
    desk = Desk(link, {})
    desk.begin(1, frozenset({"f"}))
    Student(desk).f()
    link.stop()
    assert desk.operations == {"aten::exp": 4}
