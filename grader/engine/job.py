"""A job: a process that keeps one warm session and grades what it is given, until the other end of its line closes."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from grader.course.lessons import Lesson
from grader.engine.orders import Done, Order, OrderSettings
from grader.engine.session import Options, Session
from grader.errors import DlgradeError, said_by
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import encode
from grader.wire.channel import SUBMISSION_BYTES, Channel, Closed
from grader.zygote import client as zygote

__all__ = ["ORDER_BYTES", "main"]

ORDER_BYTES = SUBMISSION_BYTES


class Bench:
    """One warm session, changed for another when other work comes."""

    def __init__(self) -> None:
        self.work: OrderSettings | None = None
        self.open = contextlib.ExitStack()

    def prepare(self, work: OrderSettings) -> Done:
        """Warm the session; no scorecard comes of it."""
        return self._done(lambda: self._warm(work))

    def grade(self, order: Order) -> Done:
        return self._done(lambda: self._grade(order))

    def _done(self, do: Callable[[], bytes]) -> Done:
        """What comes of it, or why nothing does; what is broken is made anew for the next order."""
        try:
            return Done(do())
        except DlgradeError as error:
            self.close()
            return Done(fault=said_by(error))

    def _warm(self, work: OrderSettings) -> bytes:
        self._set_up(work)
        self.session.wait_until_ready()
        return b""

    def _grade(self, order: Order) -> bytes:
        if order.work != self.work:
            self._set_up(order.work)
        submission = Submission(order.files, order.problem, tuple(order.notes), tuple(order.cells), order.reasons)
        work = order.work
        options = Options(order.seed, (), work.language, work.secret_key, work.after_due)
        return encode(self.session.grade(self.lesson, submission, options))

    def _set_up(self, work: OrderSettings) -> None:
        self.close()
        self.lesson = Lesson(Path(work.handout), Path(work.instructor), work.limits)
        self.lesson.packages = tuple(work.packages) or self.lesson.packages
        hidden = tuple(map(Path, work.hidden))
        backend, preload = choose(work.sandbox), tuple(work.preload)
        session = Session(backend, work.limits, hidden=hidden, preload=preload, device=work.device)
        self.session = self.open.enter_context(session)
        self.work = work

    def close(self) -> None:
        self.work = None
        self.open.close()


def main() -> None:
    """Entry point: `python -c "from grader.engine.job import main; main()" ROOM FD [ZYGOTE_FD]`."""
    room = sys.argv[1]
    line, *zygotes = (socket.socket(fileno=int(number)) for number in sys.argv[2:])
    for each in zygotes:
        zygote.use(each)
    os.environ["TMPDIR"] = tempfile.tempdir = room
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()
    channel = Channel(line, head_bytes=ORDER_BYTES)
    bench = Bench()
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(OSError))
        stack.callback(os.rmdir, room)  # the last of a killed coordinator's jobs finds it empty
        stack.callback(bench.close)
        try:
            with contextlib.suppress(Closed):
                work, _ = channel.receive(OrderSettings)
                channel.send(bench.prepare(work))
                while True:
                    order, _ = channel.receive(Order)
                    channel.send(bench.grade(order))
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the watching thread must not cut the clearing up short


def _end(number: int, frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # what is being cleared up is cleared up whole
    raise SystemExit(0)


def _end_with(line: socket.socket) -> None:
    """Whoever gave the order is gone, killed perhaps: nobody waits for the result."""
    poll = select.poll()
    poll.register(line, select.POLLHUP)
    poll.poll()
    main = threading.main_thread().ident
    assert main
    signal.pthread_kill(main, signal.SIGTERM)  # to it and no other thread: it may be waiting for a reply
