"""The judge's line to a worker: starts it, calls it, holds the clock, ends it.

Nothing that the worker sends is trusted: a reply out of turn, too long, too late or of a wrong type costs the worker its life and the
test its points, and raises one of the judge's own exceptions.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Collection
from typing import Any

from grader.channel import Channel, Closed, Late, Malformed, MiB, WireError
from grader.judge.errors import (
    NotRun,
    NoWorker,
    Setback,
    StudentError,
    TimedOut,
    WorkerLost,
    student_error,
    worker_lost,
)
from grader.judge.exchange import Exchange
from grader.judge.memory import Memory
from grader.judge.show import escape
from grader.values import pack, unpack
from grader.wire import (
    Call,
    Files,
    Handle,
    Limits,
    Raised,
    Ready,
    Returned,
    Sequence,
    Start,
    Started,
    Stop,
    Stopped,
    Value,
)

__all__ = ["Link"]

CONTROL_SECONDS = 20
TEST_REPLIES = 4  # times reply_mb: what all replies of one test may add up to


class Link:
    """One submission's line. `broken` says why the sandbox must not be used again, once it must not."""

    def __init__(
        self,
        control: Channel,
        files: dict[str, bytes],
        main: str,
        limits: Limits,
        problem: str = "",
        without: Collection[str] = (),
        traced: bool = False,
    ) -> None:
        """problem: why the submission cannot be called at all. without: packages that student code does not find.

        traced: some calls will be recorded operator by operator.
        """
        self.control = control
        self.files = files
        self.main = main
        self.limits = limits
        self.without = without
        self.traced = traced
        self.left = limits.submission_seconds
        self.channel: Channel | None = None
        self.blocked: Exception | None = NotRun(problem) if problem else None
        self.broken = ""
        self.transcript: list[Exchange] = []
        self.transcript_bytes = 0
        self._test_left = limits.test_seconds
        self._received_before = 0
        self._seed = 0
        self._begun = False
        self._count = 0
        self._workers = 0

    def begin(self, seed: int) -> None:
        """A new test begins: its objects, its transcript, its seconds and its random numbers are its own."""
        self.transcript = []
        self.transcript_bytes = 0
        self._test_left = self.limits.test_seconds
        self._received_before = self.channel.received if self.channel else 0
        self._seed = seed
        self._begun = False

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
    ) -> tuple[Any, list[str]]:
        """The value that the call brought and the operators that ran. Raises a Setback for everything else.

        memory: to send beside the call.
        """
        self._ensure_worker()
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
                raise TimedOut(f"The test took longer than {self.limits.test_seconds:g} seconds and was stopped.")
            if self._test_left < self.limits.call_seconds:
                what, of = "The test", self.limits.test_seconds
            else:
                what, of = "The call", self.limits.call_seconds
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
            raise WorkerLost(f"Your code sent more than {size} MB of results in one test.")

    def replay(self, exchange: Exchange) -> Exchange:
        """The same call on this link's worker; a setback is part of the answer."""
        call = exchange.call
        again = Call(self._next_id(), call.target, call.args, call.kwargs, call.keep, call.trace)
        fd = exchange.memory.again() if exchange.memory else -1
        try:
            self._ensure_worker()
            seconds = self.limits.call_seconds
            reply, body = self._request(again, exchange.sent, seconds, "The call", seconds, fd)
        except Setback as error:
            return Exchange(again, [], setback=type(error).__name__)
        finally:
            if fd >= 0:
                os.close(fd)
        return Exchange(again, [], reply, bytes(body))

    def stop(self) -> str:
        """End the worker, with every process and file that it left; how it ended."""
        if self.channel is None:
            return ""
        self.channel.close()
        self.channel = None
        deadline = time.monotonic() + CONTROL_SECONDS
        try:
            self.control.send(Stop(), deadline=deadline)
            stopped, _ = self.control.receive(Stopped, deadline=deadline)
        except WireError as error:
            self._give_up(f"the sandbox does not answer: {error}")
            return ""
        if not stopped.clean:
            self._give_up("the sandbox could not be wiped")
        return str(stopped.reason)

    def _give_up(self, broken: str) -> Exception:
        """The sandbox is of no further use: by the submission's doing if its code has run in it, else by ours."""
        self.broken = broken
        if self._workers:
            left = "Your code left something behind that could not be cleared away; nothing more could be run."
            self.blocked = WorkerLost(left)
        else:
            self.blocked = NoWorker(broken)
        return self.blocked

    def _ensure_worker(self) -> None:
        """A worker that has imported the student's file and begun this test."""
        if self.blocked:
            raise self.blocked.with_traceback(None)  # or each test would add to it
        if self.channel is None:
            self._start()
            try:
                arguments: list[Value] = [self.main, Sequence("list", list(self.without)), self.traced]
                reply, _ = self._plain("worker.load", arguments, self.limits.import_seconds, "Importing your file")
                if isinstance(reply, Raised):
                    raise StudentError(reply)
            except (StudentError, TimedOut, WorkerLost) as error:
                self.blocked = error
                raise
        if not self._begun:
            self._plain("worker.begin", [self._seed], self.limits.call_seconds, "The call")
            self._begun = True

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        deadline = time.monotonic() + CONTROL_SECONDS
        channel = Channel(ours, body_bytes=self.limits.reply_mb * MiB)
        try:
            with theirs:
                self.control.send(Start(self.limits), deadline=deadline, fd=theirs.fileno())
            self.control.receive(Started, deadline=deadline)
            channel.send(Files(self.files), deadline=deadline)
            channel.receive(Ready, deadline=deadline)
        except WireError as error:
            channel.close()
            raise self._give_up(f"the sandbox does not start a worker: {error}") from None
        self.channel = channel
        self._workers += 1
        self._received_before = 0
        self._begun = False

    def _plain(
        self, target: str, arguments: list[Value], seconds: float, what: str
    ) -> tuple[Returned | Raised, memoryview]:
        return self._request(Call(self._next_id(), target, arguments), [], seconds, what, seconds)

    def _request(
        self, call: Call, sent: list[bytes], seconds: float, what: str, of: float, fd: int = -1
    ) -> tuple[Returned | Raised, memoryview]:
        """Send and wait; raises TimedOut or WorkerLost, after which there is no worker.

        seconds: how long it may still take. what, of: whose limit that is and the whole of it, for the message.
        """
        assert self.channel
        allowed = min(seconds, self.left)
        if allowed <= 0:
            self.stop()
            raise TimedOut(f"The {self.limits.submission_seconds:g} seconds for the whole submission are used up.")
        started = time.monotonic()
        try:
            self.channel.send(call, sent, deadline=started + allowed, fd=fd)
            reply, body = self.channel.receive(Returned | Raised, deadline=started + allowed)
            if reply.id != call.id:
                raise Malformed("a reply to no call")
        except Late:
            self.stop()
            if seconds > self.left:
                what, of = "Your submission", self.limits.submission_seconds
            raise TimedOut(f"{what} took longer than {of:g} seconds and was stopped.") from None
        except (Closed, Malformed) as error:
            raise self._lost(error) from None
        finally:
            self.left -= time.monotonic() - started
        return reply, body

    def _lost(self, error: WireError) -> WorkerLost:
        reason = self.stop()
        if isinstance(error, Malformed):
            return WorkerLost(f"Your code sent the grader something that is no answer ({escape(str(error), 200)}).")
        return worker_lost(reason, self.limits)

    def _next_id(self) -> int:
        self._count += 1
        return self._count
