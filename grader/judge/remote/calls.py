"""What a test asks of a submission's worker, call by call, with what is kept of it for the diagnosis."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grader.judge.remote.connection import WorkerConnection
from grader.judge.remote.errors import Setback, TimedOut, WorkerLost, student_error
from grader.judge.remote.exchange import Exchange
from grader.judge.remote.shared_memory import Memory
from grader.sentences import text
from grader.wire.channel import Malformed, MiB
from grader.wire.messages import Call, Handle, Raised, Returned
from grader.wire.values import pack, unpack

__all__ = ["Link"]

TEST_REPLIES = 4  # times reply_mb: what all replies of one test may add up to


@dataclass(eq=False, repr=False)
class Link(WorkerConnection):
    """The line, and the test that is under way: its seconds, its random numbers, its transcript."""

    transcript: list[Exchange] = field(default_factory=list, init=False)
    transcript_bytes: int = field(default=0, init=False)
    _received_before: int = field(default=0, init=False)
    _seed: int = field(default=0, init=False)
    _begun: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._test_left = self.limits.test_seconds

    def begin(self, seed: int) -> None:
        """A new test begins: its objects, its transcript, its seconds and its random numbers are its own."""
        self.transcript = []
        self.transcript_bytes = 0
        self._test_left = self.limits.test_seconds
        self._received_before = self.channel.received if self.channel else 0
        self._seed = seed
        self._begun = False

    def forget(self) -> None:
        """Keep nothing of what the test has been told so far: it begins again with other inputs."""
        self.transcript = []
        self.transcript_bytes = 0
        self._received_before = self.channel.received if self.channel else 0

    @property
    def seed(self) -> int:
        """What the worker's random numbers start from in this test."""
        return self._seed

    def begin_again(self, seed: int | None = None) -> None:
        """The same test in a new worker: nothing that ran before runs beside it. seed: else that of the test."""
        self.stop()
        self.begin(self._seed if seed is None else seed)

    def call(
        self,
        target: str | Handle,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
        *,
        keep: bool = False,
        trace: bool = False,
        memory: Memory | None = None,
        handle_of: Callable[[Any], Handle],
        object_of: Callable[[Handle], Any],
    ) -> tuple[Any, dict[str, int]]:
        """The value that the call brought and the operators that ran, with their lines. Raises a Setback for everything else.

        memory: to send beside the call.
        """
        self._ready_for_test()
        packed_args, sent = [], []
        for value in args:
            wire, arrays = pack(value, handle_of)
            packed_args.append(wire)
            sent += arrays
        packed_kwargs = {}
        for name, value in (kwargs or {}).items():
            packed_kwargs[name], arrays = pack(value, handle_of)
            sent += arrays
        if sum(map(len, [*sent, memory.data if memory else b""])) > self.limits.reply_mb * MiB:
            raise ValueError(
                f"the arguments are larger than reply_mb = {self.limits.reply_mb}: the suite asks too much"
            )
        call = Call(self._next_id(), target, packed_args, packed_kwargs, keep, trace)
        exchange = Exchange(call, sent, memory=memory)
        self.transcript.append(exchange)
        try:
            reply, body = self._timed_request(exchange)
            self._hold_to_bytes()
        except Setback as error:
            exchange.setback = type(error).__name__
            raise
        exchange.reply, exchange.body = reply, bytes(body)
        if isinstance(reply, Raised):
            raise student_error(reply)
        try:
            value, rest = unpack(reply.value, body, object_of)
            if len(rest):
                raise Malformed("bytes that belong to no array")
        except Malformed as error:
            raise self._lost(error) from None
        return value, reply.operations

    def _timed_request(self, exchange: Exchange) -> tuple[Returned | Raised, memoryview]:
        """One call of a test, on the clocks of the call and of the test."""
        started = time.monotonic()
        try:
            if self._test_left <= 0:
                self.stop()
                raise TimedOut(text("worker.test_seconds", seconds=f"{self.limits.test_seconds:g}"))
            if self._test_left < self.limits.call_seconds:
                what, of = "worker.test_seconds", self.limits.test_seconds
            else:
                what, of = "worker.call_seconds", self.limits.call_seconds
            fd = exchange.memory.fd if exchange.memory else -1
            return self._request(exchange.call, exchange.sent, min(of, self._test_left), what, of, fd)
        finally:
            self._test_left -= time.monotonic() - started

    def _hold_to_bytes(self) -> None:
        """The judge keeps what a test was told, for the diagnosis: that too must have a bound."""
        assert self.channel
        self.transcript_bytes = self.channel.received - self._received_before
        if self.transcript_bytes > TEST_REPLIES * self.limits.reply_mb * MiB:
            self.stop()
            size = TEST_REPLIES * self.limits.reply_mb
            raise WorkerLost(text("worker.replies", mb=size))

    def replay(self, call: Call, sent: list[bytes], fd: int = -1) -> Exchange:
        """A call of another transcript on this link's worker; a setback is part of the answer.

        sent: the bytes of its arrays. fd: memory to send beside it.
        """
        again = Call(self._next_id(), call.target, call.args, call.kwargs, call.keep, call.trace)
        try:
            self._ready_for_test()
            seconds = self.limits.call_seconds
            reply, body = self._request(again, sent, seconds, "worker.call_seconds", seconds, fd)
        except Setback as error:
            return Exchange(again, [], setback=type(error).__name__)
        return Exchange(again, [], reply, bytes(body))

    def _ready_for_test(self) -> None:
        """A worker that has begun this test."""
        if self._ready():
            self._received_before = 0
            self._begun = False
        if not self._begun:
            self._plain("worker.begin", [self._seed], self.limits.call_seconds, "worker.call_seconds")
            self._begun = True
