"""What another program answers to the very calls that a submission was asked: a known wrong idea, or the reference.

It runs in a worker like any submission. Answers are kept for the run, so that a class pays for them once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from grader.course.lessons import Lesson
from grader.judge.explain.forms import Forms, count
from grader.judge.records import ResultRecord
from grader.judge.remote.calls import Link
from grader.judge.remote.exchange import Exchange, question_of
from grader.judge.remote.shared_memory import Lent, Memory
from grader.wire.channel import Channel, Malformed
from grader.wire.messages import Call, Handle, Limits, Raised, Returned, Sequence, Value
from grader.wire.messages import Mapping as Entries
from grader.wire.values import unpack

__all__ = [
    "SECONDS",
    "Asked",
    "NoAnswer",
    "OpaqueObject",
    "ReplayProgram",
    "ReplayTooLong",
    "Replays",
    "answer_of",
    "called",
]

SECONDS = 120  # for all that is asked about one submission
UNASKED = "Unasked"  # the call speaks of an object that this program did not make


class ReplayTooLong(Exception):
    """More than SECONDS have passed: of some of the candidates the best would be no more than a guess."""


class OpaqueObject(Struct, frozen=True):
    """What stayed in the worker. Two of them are never compared: their types are their authors' affair."""

    type: str


class NoAnswer(Struct, frozen=True):
    """Why a call brought nothing: the class of the setback, or that it could not be asked."""

    setback: str


class Asked(Struct, frozen=True):
    """A call and the bytes of its arrays. offset: how many arguments come before those of the student's function."""

    call: Call
    sent: list[bytes]
    offset: int = 0

    def with_arguments(self, args: list[Value], kwargs: dict[str, Value]) -> Call:
        """The call with other arguments."""
        return msgspec.structs.replace(self.call, args=args, kwargs=kwargs)


class ReplayProgram(Struct, frozen=True):
    """A whole file, and what becomes of the calls of a function before it is asked.

    name: what `change` does, for the cache. draws: with other random numbers than the submission's, where it is not 0.
    """

    source: bytes
    change: Callable[[str, Asked], Asked] | None = None
    name: str = ""
    draws: int = 0


# Operations of the worker that call a function of the student's, and what stands before its arguments.
INDIRECT = {"worker.gradient": 2, "worker.backward": 1, "worker.requires_grad": 1}


def called(exchange: Exchange, functions: dict[int, str]) -> tuple[str, int]:
    """The name of the student's function that a call reaches, "" for none, and the place of its first argument.

    functions: those that were looked up before, by the number of the object; this call may add one.
    """
    call = exchange.call
    if (
        call.target == "worker.student"
        and isinstance(exchange.reply, Returned)
        and isinstance(exchange.reply.value, Handle)
    ):
        functions[exchange.reply.value.id] = str(call.args[0])
        return "", 0
    if isinstance(call.target, Handle):
        return functions.get(call.target.id, ""), 0
    if call.target.startswith("student."):
        return call.target.removeprefix("student."), 0
    if call.target in INDIRECT and call.args and isinstance(call.args[0], Handle):
        return functions.get(call.args[0].id, ""), INDIRECT[call.target]
    return "", 0


class Replays:
    """Answers to one submission's failed tests. There is one worker at a time; it stays while the same file is asked.

    cache: a private folder of this run. seeds: what the worker's random numbers started from in each test.
    """

    def __init__(
        self,
        records: Mapping[str, ResultRecord],
        seeds: Mapping[str, int],
        lesson: Lesson,
        control: Channel,
        limits: Limits,
        cache: Path,
    ) -> None:
        self._records = records
        self._seeds = seeds
        self._lesson = lesson
        self._control = control
        self._limits = limits
        self._cache = cache
        self._until = time.monotonic() + SECONDS
        self._link: Link | None = None
        self._source = b""

    def of(self, program: ReplayProgram, tests: Iterable[str]) -> dict[str, list[Exchange]]:
        """The program's answers to these tests, by name; fewer than there were calls where it ended before."""
        return dict(self.each(program, tests))

    def each(self, program: ReplayProgram, tests: Iterable[str]) -> Iterator[tuple[str, list[Exchange]]]:
        """The same one after the other, for who may have heard enough."""
        for name in tests:
            yield name, self._answers(program, name)

    def _line(self, program: ReplayProgram) -> Link:
        """To a worker of this program's; the same one as long as it is asked."""
        if self._link is None or self._source != program.source:
            self.close()
            self._source = program.source
            files, main = self._lesson.with_others(program.source, made=False), self._lesson.main
            data, without = self._lesson.data_files, self._lesson.without
            self._link = Link(self._control, files, main, self._limits, without=without, data=data)
        return self._link

    def close(self) -> None:
        """End the last worker."""
        if self._link:
            self._link.stop()
        self._link = None

    def _answers(self, program: ReplayProgram, test: str) -> list[Exchange]:
        transcript, seed = self._records[test].transcript, self._seeds[test] + program.draws
        path = self._cache / _key(program, transcript, seed)
        with contextlib.suppress(OSError, msgspec.MsgspecError):  # not there, or cut short by a full disk: ask again
            return msgspec.msgpack.decode(path.read_bytes(), type=list[Exchange])
        if time.monotonic() > self._until:
            raise ReplayTooLong
        given = list(_ask(self._line(program), program, transcript, seed))
        with contextlib.suppress(OSError):
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(msgspec.msgpack.encode(given))
            unfinished.replace(path)
        return given


def _ask(link: Link, program: ReplayProgram, transcript: list[Exchange], seed: int) -> Iterator[Exchange]:
    link.begin(seed)
    names: dict[int, Handle] = {}  # the submission's objects, and this program's in their places
    functions: dict[int, str] = {}
    forms = Forms()
    with contextlib.ExitStack() as lent:
        for exchange in transcript:
            function, offset = called(exchange, functions)
            try:
                asked = _in_own_form(Asked(_renamed(exchange.call, names), exchange.sent, offset), forms)
            except KeyError:
                yield Exchange(exchange.call, [], setback=UNASKED)
                continue
            if program.change and function:
                asked = program.change(function, asked)
            fd = exchange.memory.again() if exchange.memory else -1
            given = link.replay(asked.call, asked.sent, fd)
            if exchange.memory:
                lent.callback(_look, exchange.memory, fd, given)
            yield given
            if given.setback:
                return  # its worker is gone, and with it the objects that later calls speak of
            if isinstance(exchange.reply, Returned) and isinstance(given.reply, Returned):
                names.update(_objects(exchange.reply.value, given.reply.value))
                forms.learn(exchange.reply.value, given.reply.value, given.body)


def _look(memory: Memory, fd: int, given: Exchange) -> None:
    """Note what became of lent memory, at the end of the test."""
    if isinstance(memory, Lent) and not memory.holds(fd):
        given.touched, given.left = True, memory.left_in(fd)
    os.close(fd)


def _in_own_form(asked: Asked, forms: Forms) -> Asked:
    """Containers among the arguments as this program makes them."""
    bodies = list(asked.sent)

    def take(value: Value) -> tuple[Value, list[bytes]]:
        n = count(value)
        own, bodies[:n] = bodies[:n], []
        return forms.own(value, own)

    args = [take(value) for value in asked.call.args]
    kwargs = {name: take(value) for name, value in asked.call.kwargs.items()}
    sent = [body for _, own in (*args, *kwargs.values()) for body in own]
    call = asked.with_arguments([value for value, _ in args], {name: value for name, (value, _) in kwargs.items()})
    return Asked(call, sent, asked.offset)


def _renamed(call: Call, names: Mapping[int, Handle]) -> Call:
    """Raises KeyError for an object that has no counterpart."""

    def walk(value: Value) -> Value:
        if isinstance(value, Handle):
            return names[value.id]
        if isinstance(value, Sequence):
            return Sequence(value.kind, list(map(walk, value.items)))
        if isinstance(value, Entries):
            return Entries([(key, walk(item)) for key, item in value.items])
        return value

    target = walk(call.target) if isinstance(call.target, Handle) else call.target
    args, kwargs = list(map(walk, call.args)), {name: walk(value) for name, value in call.kwargs.items()}
    return msgspec.structs.replace(call, target=target, args=args, kwargs=kwargs)


def _objects(theirs: Value, ours: Value) -> Iterator[tuple[int, Handle]]:
    if isinstance(theirs, Handle) and isinstance(ours, Handle):
        yield theirs.id, ours
    elif isinstance(theirs, Sequence) and isinstance(ours, Sequence):
        for one, other in zip(theirs.items, ours.items, strict=False):
            yield from _objects(one, other)
    elif isinstance(theirs, Entries) and isinstance(ours, Entries):
        others = {msgspec.msgpack.encode(key): item for key, item in ours.items}
        for key, item in theirs.items:
            yield from _objects(item, others.get(msgspec.msgpack.encode(key)))


def _key(program: ReplayProgram, transcript: list[Exchange], seed: int) -> str:
    """Of the program and of all that it is asked; the objects in a reply decide what later calls speak of."""
    digest = hashlib.sha256(program.source + f"{program.name} {seed}".encode())
    for exchange in transcript:
        reply = exchange.reply
        for part in question_of(exchange, _shape(reply.value) if isinstance(reply, Returned) else None):
            digest.update(part)
    return digest.hexdigest()


def _shape(value: Value) -> Any:
    """The objects of a value, where they stand; None where there is none."""
    if isinstance(value, Handle):
        return value.id
    if isinstance(value, Sequence):
        inner = list(map(_shape, value.items))
        return inner if any(part is not None for part in inner) else None
    if isinstance(value, Entries):
        named = [(key, _shape(item)) for key, item in value.items]
        return named if any(part is not None for _, part in named) else None
    return None


def answer_of(exchange: Exchange) -> Any:
    """The value that came back, the `Raised`, or a `NoAnswer`."""
    reply = exchange.reply
    if reply is None:
        return NoAnswer(exchange.setback)
    if isinstance(reply, Raised):
        return reply
    try:
        return unpack(reply.value, memoryview(exchange.body), lambda handle: OpaqueObject(handle.type))[0]
    except Malformed:
        return NoAnswer("WorkerLost")
