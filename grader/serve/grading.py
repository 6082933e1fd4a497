"""Grades what was handed in, in sandboxes that stay warm, each attempt once, in an order that is fair to all.

The queue is the attempts in the state `waiting`: whatever ends the server, the next one goes on with them.
"""

from __future__ import annotations

import bisect
import contextlib
import shutil
import threading
import time
from collections.abc import Callable

import msgspec
import sqlalchemy as sa

from grader.classroom.trial import first_line
from grader.engine.schedule import CrewGone
from grader.errors import DlgradeError, said_by
from grader.sentences import Line
from grader.serve.attempt_cards import AttemptGrader
from grader.serve.handins import Attempt, attempt_of, forget, sweep
from grader.serve.incoming import log
from grader.serve.notes import kept_note
from grader.serve.records import Deleted, assignment_of
from grader.serve.tables import attempts, scores
from grader.serve.tool import Tool

__all__ = ["GradingQueue"]

AGAIN = 1000  # behind everybody who waits for the first grading
PAUSE_SECONDS = 10.0  # where nobody is there to grade
Ticket = tuple[int, float, int]  # rank, when it came, the attempt's number


class GradingQueue:
    """Threads that take attempts and give them to the crew. graded: is told each that has come to its end."""

    def __init__(self, tool: Tool, graded: Callable[[Attempt], None] = lambda attempt: None) -> None:
        self.tool = tool
        self.graded = graded
        self.grader = AttemptGrader(tool)
        self._changed = threading.Condition()
        self._waiting: list[Ticket] = []
        self._running: set[int] = set()
        self._ended = False
        self._warmed: set[int] = set()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Take up what waits, and what could not be graded before."""
        sweep(self.tool.database, self.tool.folder)
        self.tool.database.run(sa.update(attempts).where(attempts.c.state == "fault").values(state="waiting"))
        for each in self.tool.database.all(Attempt, sa.select(attempts).where(attempts.c.state == "waiting")):
            self.put(each)
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self.grader.crews.jobs)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End it, in the middle of an attempt if need be: that one waits still."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self.grader.crews.close()
        for thread in self._threads:
            thread.join(5)

    def put(self, attempt: Attempt) -> None:
        """A person's second attempt waits behind everybody's first; what is graded again waits behind all."""
        ticket = (attempt.number + (AGAIN if attempt.gradings else 0), attempt.handed_in, attempt.id)
        with self._changed:
            if attempt.id not in self._running and ticket not in self._waiting:
                bisect.insort(self._waiting, ticket)
                self._changed.notify()

    def again(self, attempt: Attempt) -> None:
        """Grade it once more, unless it waits already."""
        own = sa.update(attempts).where(attempts.c.id == attempt.id, attempts.c.state.in_(("graded", "fault")))
        if self.tool.database.run(own.values(state="waiting")):
            self.put(msgspec.structs.replace(attempt, state="waiting"))

    def ahead(self, attempt: Attempt) -> int | None:
        """How many are before it, 0 where it is its turn; None where it has come to its end."""
        ticket = (attempt.number + (AGAIN if attempt.gradings else 0), attempt.handed_in, attempt.id)
        with self._changed:
            if attempt.id in self._running:
                return 0
            place = bisect.bisect_left(self._waiting, ticket)
            if place < len(self._waiting) and self._waiting[place] == ticket:
                return place + len(self._running)
        return None

    @property
    def counts(self) -> tuple[int, int]:
        """How many wait, and how many are being graded."""
        with self._changed:
            return len(self._waiting), len(self._running)

    def _work(self) -> None:
        while (number := self._take()) is not None:
            attempt = None
            try:
                if attempt := attempt_of(self.tool.database, number):
                    self._grade(attempt)
            except Exception as error:  # of any kind: the thread must go on, and the student must hear something
                if not self._ended:
                    log.exception("grading failed", extra={"attempt": number})
                    with contextlib.suppress(Exception):
                        if attempt:
                            self._end(attempt, "fault", f"{type(error).__name__}: {error}")
                    self._pause()
            finally:
                self._let_go(number)

    def _let_go(self, number: int) -> None:
        """What is still to be graded, or is to be graded again by now, waits again."""
        with self._changed:
            self._running.discard(number)
        with contextlib.suppress(Exception):  # of any kind, a database that does not answer: the next start takes it up
            attempt = None if self._ended else attempt_of(self.tool.database, number)
            if attempt and attempt.state == "waiting":
                self.put(attempt)

    def _pause(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._ended, PAUSE_SECONDS)

    def _take(self) -> int | None:
        with self._changed:
            while not self._waiting and not self._ended:
                self._changed.wait()
            if self._ended:
                return None
            _, _, number = self._waiting.pop(0)
            self._running.add(number)
            return number

    def _grade(self, attempt: Attempt) -> None:
        began = time.monotonic()
        try:
            card = self.grader.card(attempt)
        except CrewGone as gone:  # it waits until somebody is there again
            if not self._ended:
                log.warning("nobody grades", extra={"attempt": attempt.id, "why": first_line(str(gone))})
                self._pause()
            return
        except DlgradeError as fault:
            if not self._ended:
                log.warning("fault", extra={"attempt": attempt.id, "why": first_line(str(fault))})
                self._end(attempt, "fault", said_by(fault))
            return
        except Deleted:  # its course was deleted just now
            self._forgotten(attempt)
            return
        ms = round(1000 * (time.monotonic() - began))
        log.info("graded", extra={"attempt": attempt.id, "outcome": card.outcome, "ms": ms})
        self._end(attempt, "graded", "")

    def warm(self, assignment: int) -> None:
        """Start a sandbox and try the suite before the first one hands in; done once, in the background, by a grader at work."""
        with self._changed:
            if not self._threads or self._ended or assignment in self._warmed:
                return
            self._warmed.add(assignment)
        threading.Thread(target=self._warm, args=(assignment,), daemon=True).start()

    def _warm(self, number: int) -> None:
        try:
            self.grader.make_ready(number)
        except Exception as error:  # of any kind: whoever hands in hears of it, and it is tried again
            if not self._ended:
                log.warning("fault", extra={"assignment": number, "why": first_line(str(error))})

    def _end(self, attempt: Attempt, state: str, note: Line) -> None:
        """The row last: whatever ended before it is found and not done again."""
        with self.tool.database.write() as connection:
            own = attempts.c.id == attempt.id
            row = connection.execute(sa.select(attempts).where(own)).mappings().first()
            if row:
                more = 1 if state == "graded" else 0
                values = {"state": state, "note": kept_note(note), "gradings": row["gradings"] + more}
                connection.execute(sa.update(attempts).where(own).values(values))
                if state == "graded" and not row["trial"]:
                    _ask_for_score(connection, row["assignment"], row["user"])
        if done := attempt_of(self.tool.database, attempt.id):
            with contextlib.suppress(Deleted):
                self.graded(done)
        else:
            self._forgotten(attempt)

    def _forgotten(self, attempt: Attempt) -> None:
        """What was written of it after it was deleted goes, too."""
        log.info("deleted", extra={"attempt": attempt.id})
        forget(self.tool.folder, attempt)
        try:
            assignment_of(self.tool.database, attempt.assignment)
        except Deleted:
            shutil.rmtree(self.tool.folder.class_of(attempt.assignment), ignore_errors=True)


def _ask_for_score(connection: sa.Connection, assignment: int, user: int) -> None:
    """What the gradebook has may be old by now."""
    own = sa.and_(scores.c.assignment == assignment, scores.c.user == user)
    values = {"state": "waiting", "asked": time.time(), "note": ""}
    if connection.execute(sa.select(scores.c.user).where(own)).first() is None:
        connection.execute(sa.insert(scores).values(assignment=assignment, user=user, override=False, **values))
    else:
        connection.execute(sa.update(scores).where(own).values(values))
