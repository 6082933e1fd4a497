"""The judge's line to a submission's workers: starts one, asks it, holds the clock, ends it.

Nothing that a worker sends is trusted: a reply out of turn, too long, too late or of a wrong type costs the worker its life and the
test its points, and raises one of the judge's own exceptions.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.judge.checks.show import escape
from grader.judge.remote.at_import import AtImport, at_import, where_text
from grader.judge.remote.core_time import seconds_waited
from grader.judge.remote.errors import NotRun, NoWorker, Stalled, StudentError, TimedOut, WorkerLost, worker_lost
from grader.sentences import Part, text
from grader.wire.channel import SUBMISSION_BYTES, Channel, Closed, DeadlinePassed, Malformed, MiB, WireError
from grader.wire.messages import (
    Call,
    Cell,
    Files,
    Limits,
    Raised,
    Ready,
    Returned,
    Sequence,
    Start,
    Started,
    Stop,
    Stopped,
    Usage,
    Used,
    Value,
)
from grader.wire.values import unpack

__all__ = ["WorkerConnection"]

CONTROL_SECONDS = 20
OWN_SHARE = 0.8  # of the import's time, after which the worker itself stops the line that still runs
# So late after its deadline the judge wakes only where the machine itself stood still: suspended, moved, frozen.
STALL_SECONDS = 5
# A worker that has waited for a core is waited for as long, up to so many times its limit: a machine busier than that is ours to mend.
BUSY_FACTOR = 20


@dataclass(eq=False, repr=False)  # its files are a stranger's: nothing prints them
class WorkerConnection:
    """One submission's workers, one at a time, and what is left of its seconds.

    problem: why the submission cannot be called at all. without: packages that student code does not find. traced: some calls will
    be recorded operator by operator. cells: of a notebook. go_on: a cell or line that fails costs what it would have defined, not
    everything. modules: further files of the lesson's, in which names are looked up too. data: the lesson's files of data. imported: what the first worker says of its import. broken: why the sandbox must not be used again, once it must not. seen_at: the line at which a long call of the last worker stood, by its own account.
    """

    control: Channel
    files: dict[str, bytes]
    main: str
    limits: Limits
    problem: Part = ""
    without: Collection[str] = ()
    traced: bool = False
    cells: tuple[Cell, ...] = ()
    go_on: bool = True
    modules: tuple[str, ...] = ()
    data: Mapping[str, Path] = field(default_factory=dict)
    imported: AtImport | None = field(default=None, init=False)
    channel: Channel | None = field(default=None, init=False)
    broken: str = field(default="", init=False)
    seen_at: int = field(default=0, init=False)
    _count: int = field(default=0, init=False)
    _workers: int = field(default=0, init=False)
    _pid: int = field(default=0, init=False)
    _adopter: int = field(default=0, init=False)
    _waited: float = field(default=0.0, init=False)  # seconds on a run queue that have been made good already

    def __post_init__(self) -> None:
        self.left = self.limits.submission_seconds
        self.blocked: Exception | None = NotRun(self.problem) if self.problem else None

    @property
    def ran(self) -> bool:
        """Whether a worker was ever started: only then can the submission have done anything."""
        return self._workers > 0

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
        self.seen_at = int(stopped.line)
        return str(stopped.reason)

    def cpu_seconds(self) -> float:
        """Processor time of all that the worker has started and of itself, as the sandbox counts it."""
        deadline = time.monotonic() + CONTROL_SECONDS
        try:
            self.control.send(Usage(), deadline=deadline)
            used, _ = self.control.receive(Used, deadline=deadline)
        except WireError as error:
            raise self._give_up(f"the sandbox does not answer: {error}") from None
        return float(used.seconds)

    def _ready(self) -> bool:
        """See to it that there is a worker that has imported the student's file; whether it is a new one."""
        if self.blocked:
            raise self.blocked.with_traceback(None)  # or each test would add to it
        if self.channel:
            return False
        self._start()
        try:
            cells = [number for cell in self.cells for number in (cell.number, cell.first, cell.last)]
            arguments: list[Value] = [self.main, Sequence("list", list(self.without)), self.traced]
            arguments += [
                Sequence("list", list(cells)),
                self.go_on,
                OWN_SHARE * self.limits.import_seconds if self.go_on else 0.0,
                Sequence("list", list(self.modules)),
            ]
            reply, body = self._plain("worker.load", arguments, self.limits.import_seconds, "worker.import_seconds")
            if isinstance(reply, Raised):
                raise self._not_imported(reply)
            if self.imported is None:
                self.imported = self._told(reply, body)
        except (StudentError, TimedOut, WorkerLost) as error:
            self.blocked = error
            raise
        return True

    @property
    def source(self) -> bytes:
        """The text of the first file."""
        return self.files.get(self.main, b"")

    def _not_imported(self, reply: Raised) -> StudentError | TimedOut:
        """Why nothing of the submission is there to call."""
        if reply.type != "ImportTooLong" or not reply.message.isdecimal() or not reply.frames:
            return StudentError(reply)
        return TimedOut(
            text("import.nothing_in_time", seconds=escape(reply.message, 10), where=where_text(reply.frames[0]))
        )

    def _told(self, reply: Returned, body: memoryview) -> AtImport:
        try:
            return at_import(unpack(reply.value, body, str)[0])
        except Malformed as error:
            raise self._lost(error) from None

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        if hasattr(socket, "SO_PASSCRED"):
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        deadline = time.monotonic() + CONTROL_SECONDS
        channel = Channel(ours, body_bytes=self.limits.reply_mb * MiB)
        data = {name: path.read_bytes() for name, path in self.data.items()}
        try:
            with theirs:
                self.control.send(Start(self.limits), deadline=deadline, fd=theirs.fileno())
            started, _ = self.control.receive(Started, deadline=deadline)
            self._adopter = started.adopter
            Channel(ours, head_bytes=SUBMISSION_BYTES).send(Files(self.files, data), deadline=deadline)
            self._pid, self._waited = channel.sender(deadline=deadline), 0.0
            channel.receive(Ready, deadline=deadline)
        except WireError as error:
            channel.close()
            raise self._give_up(f"the sandbox does not start a worker: {error}") from None
        self.channel = channel
        self._workers += 1

    def _plain(
        self, target: str, arguments: list[Value], seconds: float, what: str
    ) -> tuple[Returned | Raised, memoryview]:
        return self._request(Call(self._next_id(), target, arguments), [], seconds, what, seconds)

    def _request(
        self, call: Call, sent: list[bytes], seconds: float, what: str, of: float, fd: int = -1
    ) -> tuple[Returned | Raised, memoryview]:
        """Send and wait; raises TimedOut, WorkerLost or Stalled, after which there is no worker.

        seconds: how long it may still take. what, of: the sentence of that limit and the whole of it.
        """
        assert self.channel
        if self.left <= 0:
            self.left = self._take_waited(self.limits.submission_seconds)
        allowed = min(seconds, self.left)
        if allowed <= 0:
            self.stop()
            raise TimedOut(text("worker.all_seconds", seconds=f"{self.limits.submission_seconds:g}"))
        started = time.monotonic()
        self.channel.extra = lambda: min(self._not_made_good(), BUSY_FACTOR * allowed)
        try:
            self.channel.send(call, sent, deadline=started + allowed, fd=fd)
            reply, body = self.channel.receive(Returned | Raised, deadline=started + allowed)
            if reply.id != call.id:
                raise Malformed("a reply to no call")
        except DeadlinePassed:
            overdue = time.monotonic() - started - allowed - self.channel.extra()
            self.stop()
            if overdue > STALL_SECONDS:
                raise Stalled(text("worker.stalled", seconds=f"{overdue:.0f}")) from None
            if seconds > self.left:
                what, of = "worker.submission_seconds", self.limits.submission_seconds
            raise TimedOut(text(what, seconds=f"{of:g}"), self.seen_at) from None
        except (Closed, Malformed) as error:
            raise self._lost(error) from None
        finally:
            elapsed = time.monotonic() - started
            self.left -= min(elapsed, allowed)
            self._waited += max(0.0, elapsed - allowed)
        return reply, body

    def _not_made_good(self) -> float:
        """Seconds that the worker has waited for a core, less those for which it has been given time."""
        return max(0.0, seconds_waited(self._pid, self._adopter) - self._waited) if self._pid else 0.0

    def _take_waited(self, most: float) -> float:
        taken = min(self._not_made_good(), most)
        self._waited += taken
        return taken

    def _lost(self, error: WireError) -> WorkerLost:
        reason = self.stop()
        if isinstance(error, Malformed):
            return WorkerLost(text("worker.no_answer", why=escape(str(error), 200)))
        return worker_lost(reason, self.limits)

    def _next_id(self) -> int:
        self._count += 1
        return self._count

    def _give_up(self, broken: str) -> Exception:
        """The sandbox is of no further use: by the submission's doing if its code has run in it, else by ours."""
        self.broken = broken
        if self._workers:
            self.blocked = WorkerLost(text("worker.left_behind"))
        else:
            self.blocked = NoWorker(broken)
        return self.blocked
