"""The worker: executes the judge's calls on the student's module, one at a time.

Nothing here is a secret and nothing here is trusted: student code shares this process and may lie in every reply.
"""

from __future__ import annotations

import contextlib
import mmap
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from grader.wire.channel import Channel, Closed, Malformed, MiB
from grader.wire.messages import Call, Frame, Handle, Limits, Raised, Ready, Returned
from grader.wire.values import pack, unpack
from grader.worker.lines import LongCalls
from grader.worker.loading import place_of
from grader.worker.operations import Operations
from grader.worker.record import OperatorRecord, trace_into
from grader.worker.said import said

TYPE_CHARS = 200
PARTS = {f"worker.{name}" for name in ("getattr", "getitem", "len", "iter", "next", "contains")}


def serve(
    channel: Channel,
    submission: Path,
    limits: Limits,
    confine: Callable[[], None] = lambda: None,
    page: mmap.mmap | None = None,
) -> None:
    """Answer calls until the judge closes the channel.

    page: where the line of a long call is noted. confine: called once the worker has what nobody may make from there on, the shared memory of its record.
    """
    worker = Worker(submission, limits, page)
    confine()
    channel.send(Ready())  # before student code: if this does not come, the sandbox is at fault
    while True:
        try:
            call, body, worker.operations.memory = channel.receive_beside(Call)
        except Closed:
            return
        reply, arrays = worker.answer(call, body)
        try:
            channel.send(reply, arrays)
        except (Malformed, ValueError, UnicodeEncodeError) as error:
            refusal = ValueError(f"the result cannot be sent back: {error}")
            channel.send(worker.raised(call.id, refusal, {}))


class Worker:
    def __init__(self, submission: Path, limits: Limits, page: mmap.mmap | None = None) -> None:
        self.submission = submission
        self.limits = limits
        self.objects: dict[int, Any] = {}
        self.record = OperatorRecord()
        self.operations = Operations(submission, limits, self.objects, self.record)
        self.long_calls = LongCalls(page, limits.call_seconds) if page else None

    def answer(self, call: Call, body: memoryview) -> tuple[Returned | Raised, list[bytes]]:
        """Execute `call`; whatever student code raises, SystemExit too, is a value."""
        trace = trace_into(self.record) if call.trace else None
        if trace:
            self.record.begin()
        try:
            args, kwargs = self._arguments(call, body)
            function = self._target(call.target)
            absent, own = self.operations.absent, _is_own(call.target)
            if trace or own:  # both import parts of torch as they go
                absent.show()
            with self._watched(call.target), trace or contextlib.nullcontext():
                if not own:
                    absent.hide()
                result = function(*args, **kwargs)
                # A kind of tensor that student code defines may do its work only when it is packed: that is recorded too.
                value, arrays = (
                    (self._handle(result), []) if call.keep else pack(result, self._handle, self.limits.reply_mb * MiB)
                )
            return Returned(call.id, value, self.record.lines() if trace else {}), arrays
        except BaseException as error:
            return self.raised(call.id, error, self.record.lines() if trace else {}), []

    def _watched(self, target: str | Handle) -> AbstractContextManager[None]:
        """Of an import, whose lines have clocks of their own, nothing is noted."""
        if not self.long_calls or target == "worker.load" or not self.operations.loading:
            return contextlib.nullcontext()
        self.long_calls.files = self.operations.loading.files
        return self.long_calls.watched()

    def raised(self, id: int, error: BaseException, operations: dict[str, int]) -> Raised:
        """`error` as data, with only the student's own lines of its traceback."""
        _, message = said(error, self.limits.text_chars)
        bases = [base.__name__[:TYPE_CHARS] for base in type(error).__mro__[:32]]
        name = type(error).__name__[:TYPE_CHARS]
        return Raised(id, name, bases, _sendable(message), self._frames(error), operations)

    def _frames(self, error: BaseException) -> list[Frame]:
        entries = [
            (entry.filename, entry.lineno or 0, entry.name, entry.line or "")
            for entry in traceback.extract_tb(error.__traceback__, limit=-100)
        ]
        if isinstance(error, SyntaxError):
            entries.append((str(error.filename), error.lineno or 0, "", (error.text or "").strip()))
        frames = []
        for filename, line, name, source in entries:
            place = place_of(filename, self.submission, self.operations.main)
            if place is not None:
                texts = (name, source[:TYPE_CHARS], place[:TYPE_CHARS])
                frames.append(Frame(line, *map(_sendable, texts)))
        return frames[-5:]

    def _arguments(self, call: Call, body: memoryview) -> tuple[list[Any], dict[str, Any]]:
        args = []
        for value in call.args:
            arg, body = unpack(value, body, self._object)
            args.append(arg)
        kwargs = {}
        for name, value in call.kwargs.items():
            kwargs[name], body = unpack(value, body, self._object)
        return args, kwargs

    def _target(self, target: str | Handle) -> Any:
        if isinstance(target, Handle):
            return self._object(target)
        side, _, name = target.partition(".")
        return self.operations.student(name) if side == "student" else getattr(self.operations, name)

    def _object(self, handle: Handle) -> Any:
        return self.objects[handle.id]

    def _handle(self, value: Any) -> Handle:
        id = len(self.objects) + 1
        self.objects[id] = value
        return Handle(id, type(value).__name__[:TYPE_CHARS])


def _is_own(target: str | Handle) -> bool:
    """Whether it is an operation of ours, and not one that asks a student's object for a part of it."""
    return isinstance(target, str) and target.startswith("worker.") and target not in PARTS


def _sendable(text: str) -> str:
    """`text` without the lone surrogates that UTF-8 cannot carry."""
    return text.encode("utf-8", "replace").decode()
