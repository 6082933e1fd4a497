"""Sends scores to gradebooks, in the order in which they changed, each once, whatever ends the server.

The queue is the rows of `scores` in the state `waiting`, the earliest first; what was sent, and when, stands in the journal of `publish lti`.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from typing import Any

import httpx
import sqlalchemy as sa
from msgspec.structs import replace

from grader.errors import UsageError, said_by
from grader.lms.lti.client import Client, PlatformRefused
from grader.lms.lti.config import Config
from grader.lms.lti.journal import Journal
from grader.lms.lti.publish import ABOUT_ALL, given_by_a_person, same_score, score_to_send, waiting_score
from grader.lms.lti.service import PlatformScore, post_score, results
from grader.sentences import Line, Part, Text, text, value_of
from grader.serve.incoming import log
from grader.serve.marks import AssignmentGrades
from grader.serve.notes import kept_note
from grader.serve.records import CourseAssignment, Deleted, assignment_of, context_of, user_of
from grader.serve.services import client_of, config_of, line_item_of
from grader.serve.tables import assignments, contexts, scores
from grader.serve.tool import Tool

__all__ = ["Sender", "ask_again"]

PAUSES = (2.0, 10.0, 60.0, 300.0)  # seconds after a platform has let nothing through, the last one again and again
TRIES = 2  # of one request, before the assignment pauses and the others go on


class Busy(Exception):
    """The platform lets nothing through just now: later. Raised with what it said."""


class Sender:
    """One thread for each platform: one that is dead keeps nobody else waiting."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self._lock = threading.Lock()
        self._queues: dict[int, PlatformQueue] = {}
        self._ended = False

    def start(self) -> None:
        """Take up what waits."""
        for row in self.tool.database.rows(
            sa.select(scores.c.assignment).where(scores.c.state == "waiting").distinct()
        ):
            with contextlib.suppress(Deleted):
                self.wake(row["assignment"])

    def stop(self) -> None:
        with self._lock:
            self._ended = True
            queues = list(self._queues.values())
        for queue in queues:
            queue.end()

    def wake(self, assignment: int) -> None:
        """A score of this assignment waits. Raises Deleted where it was deleted."""
        platform = context_of(self.tool.database, assignment_of(self.tool.database, assignment).context).platform
        with self._lock:
            if self._ended:
                return
            if platform not in self._queues:
                self._queues[platform] = PlatformQueue(self.tool, platform)
            self._queues[platform].asked.set()


class PlatformQueue:
    """Sends what waits for one platform, in a thread of its own."""

    def __init__(self, tool: Tool, platform: int) -> None:
        self.tool = tool
        self.platform = platform
        self.asked = threading.Event()
        self._ended = False
        self._paused: dict[int, tuple[float, int]] = {}  # by assignment: until when, after how many tries
        self._journals: dict[int, Journal] = {}
        self._client: Client | None = None  # kept from one score to the next, with its token
        threading.Thread(target=self._work, daemon=True).start()

    def end(self) -> None:
        self._ended = True
        self.asked.set()

    def _work(self) -> None:
        while not self._ended:
            self.asked.clear()
            try:
                row = self._first()
                if row is None:
                    self.asked.wait(self._pause())
                elif not self._ended:
                    self._one(row["assignment"], row["user"])
            except Exception:  # of any kind: the thread must go on
                if not self._ended:
                    log.exception("sending failed", extra={"platform": self.platform})
                    self.asked.wait(PAUSES[0])
        if self._client:
            self._client.close()

    def _first(self) -> sa.RowMapping | None:
        """Who has waited longest, of the assignments that are not paused."""
        now = time.monotonic()
        paused = [number for number, (until, _) in self._paused.items() if until > now]
        joined = sa.join(scores, assignments, scores.c.assignment == assignments.c.id)
        joined = sa.join(joined, contexts, assignments.c.context == contexts.c.id)
        mine = (contexts.c.platform == self.platform, scores.c.state == "waiting", scores.c.assignment.not_in(paused))
        asked = sa.select(scores).select_from(joined).where(*mine).order_by(scores.c.asked, scores.c.user).limit(1)
        found = self.tool.database.rows(asked)
        return found[0] if found else None

    def _pause(self) -> float | None:
        """Seconds until the first paused assignment is tried again; None where there is none."""
        now = time.monotonic()
        ends = [until - now for until, _ in self._paused.values() if until > now]
        return max(min(ends), 0.01) if ends else None

    def _one(self, number: int, person: int) -> None:
        try:
            self._send(number, person)
            self._paused.pop(number, None)
        except Busy as busy:
            log.warning("scores wait", extra={"assignment": number, "why": str(busy)})
            self._note(number, person, "waiting", said_by(busy))
            tries = self._paused.get(number, (0.0, 0))[1]
            self._paused[number] = (time.monotonic() + PAUSES[min(tries, len(PAUSES) - 1)], tries + 1)
        except Deleted:  # the course was deleted just now, and its scores with it
            shutil.rmtree(self.tool.folder.class_of(number), ignore_errors=True)
        except Exception as error:  # of any kind: the others' scores must go on
            log.exception("score failed", extra={"assignment": number})
            self._note(number, person, "refused", f"{type(error).__name__}: {error}")

    def _send(self, number: int, person: int) -> None:
        """Raises Busy where nothing goes through now."""
        row = self._row(number, person)
        if row is None or row["state"] != "waiting":
            return
        try:
            assignment = assignment_of(self.tool.database, number)
            state, note = self._sent(assignment, person, bool(row["override"]))
        except PlatformRefused as error:
            if error.status in ABOUT_ALL or error.status >= 500:
                raise Busy(said_by(error)) from None
            state, note = "refused", said_by(error)
        except httpx.HTTPError as error:
            raise Busy(text("operate.silent", why=type(error).__name__)) from None
        except UsageError as error:
            state, note = "refused", said_by(error)
        self._note(number, person, state, note, row["asked"])  # not where it changed while it was sent
        log.info("score", extra={"assignment": number, "outcome": state})

    def _sent(self, assignment: CourseAssignment, person: int, override: bool) -> tuple[str, Line]:
        """The new state of the score, and why."""
        tool, terms = self.tool, assignment.picked
        if not assignment.gradebook or terms is None:
            return "none", text("operate.no_gradebook")
        marks, user = AssignmentGrades(tool, assignment, terms), user_of(tool.database, person)
        standing = marks.of(user)
        if standing.grade is None or standing.grade.score is None:
            return "none", _line(value_of(standing.grade, "problem")) if standing.grade else ""
        context = context_of(tool.database, assignment.context)
        line_item = line_item_of(tool, context, assignment, marks.lesson)
        language = terms.language or "en"
        card = standing.card.spoken(language) if standing.card else None
        score = score_to_send(standing.grade, card, marks.lesson, line_item, user.sub, language)
        journal = self._journal(assignment.id)
        last = journal.last(line_item, user.sub)
        if last and last.done and last.says_as(score) and not override:
            return "sent", ""
        client = self._client_of(config_of(tool, context, line_item))
        shown = _shown(client, line_item, user.sub)
        theirs = shown.get(user.sub)
        if given_by_a_person(score, journal, theirs) and not override:
            return "kept", f"{theirs.score} / {theirs.maximum}" if theirs else ""
        waiting = waiting_score(score, journal, shown, override)
        if waiting is None:
            return "sent", ""
        journal.write(waiting)
        try:
            post_score(client, waiting)
        except PlatformRefused as error:
            if error.status in ABOUT_ALL or error.status >= 500:
                raise
            if not same_score(_shown(client, line_item, user.sub).get(user.sub), waiting):
                raise
        journal.write(replace(waiting, done=True))
        return "sent", ""

    def _client_of(self, config: Config) -> Client:
        if self._client is None or self._client.config != config:
            if self._client:
                self._client.close()
            self._client = client_of(self.tool, config, TRIES)
        return self._client

    def _journal(self, assignment: int) -> Journal:
        if assignment not in self._journals:
            folder = self.tool.folder.class_of(assignment)
            folder.mkdir(parents=True, exist_ok=True)
            self._journals[assignment] = Journal(folder / "lti.jsonl")
        return self._journals[assignment]

    def _row(self, assignment: int, user: int) -> sa.RowMapping | None:
        found = self.tool.database.rows(
            sa.select(scores).where(scores.c.assignment == assignment, scores.c.user == user)
        )
        return found[0] if found else None

    def _note(self, assignment: int, user: int, state: str, note: Line, asked: float | None = None) -> None:
        """asked: only where nothing has changed since then."""
        own: list[Any] = [scores.c.assignment == assignment, scores.c.user == user]
        own += [] if asked is None else [scores.c.asked == asked]
        values = {"state": state, "note": kept_note(note)} | ({"override": False} if state != "waiting" else {})
        self.tool.database.run(sa.update(scores).where(*own).values(values))


def ask_again(tool: Tool, assignment: int, users: list[int], override: bool = False) -> None:
    """Send these people's scores once more where they are not what the platform has. override: also over what a person gave there;
    once that is asked for, it stays so until it is sent."""
    for user in users:
        with tool.database.write() as connection:
            own = sa.and_(scores.c.assignment == assignment, scores.c.user == user)
            before = connection.execute(sa.select(scores).where(own)).mappings().first()
            over = override or bool(before and before["state"] == "waiting" and before["override"])
            values = {"state": "waiting", "asked": time.time(), "note": "", "override": over}
            if before is None:
                connection.execute(sa.insert(scores).values(assignment=assignment, user=user, **values))
            else:
                connection.execute(sa.update(scores).where(own).values(values))
    tool.sender.wake(assignment)


def _shown(client: Client, line_item: str, sub: str) -> dict[str, PlatformScore]:
    """What the gradebook has of one person; nothing where the platform does not let us look."""
    try:
        return results(client, line_item, sub)
    except PlatformRefused as error:
        if error.status in (403, 404, 405):
            return {}
        raise


def _line(part: Part) -> Line:
    return part if isinstance(part, Text) else str(part)
