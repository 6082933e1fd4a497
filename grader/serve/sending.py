"""Sends scores to gradebooks, in the order in which they changed, each once, whatever ends the server.

The queue is the rows of `scores` in the state `waiting`; what was sent, and when, stands in the journal of `publish lti`.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any

import httpx
import sqlalchemy as sa
from msgspec.structs import replace

from grader.errors import UsageError
from grader.lms.lti.client import Client, PlatformRefused
from grader.lms.lti.journal import Journal
from grader.lms.lti.publish import ABOUT_ALL, given_by_a_person, same_score, score_to_send, waiting_score
from grader.lms.lti.service import PlatformScore, post_score, results
from grader.serve.database import scores
from grader.serve.incoming import log
from grader.serve.marks import AssignmentGrades
from grader.serve.records import CourseAssignment, assignment_of, context_of, user_of
from grader.serve.services import client_for, line_item_of
from grader.serve.tool import Tool

__all__ = ["Sender", "ask_again"]

PAUSES = (2.0, 10.0, 60.0, 300.0)  # seconds after a platform has let nothing through, the last one again and again
Key = tuple[int, int]  # assignment, person


class Busy(Exception):
    """The platform lets nothing through just now: later."""


class Sender:
    """One thread for each platform: one that is dead keeps nobody else waiting."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self._changed = threading.Condition()
        self._queues: dict[int, deque[Key]] = {}
        self._journals: dict[int, Journal] = {}
        self._ended = False

    def start(self) -> None:
        """Take up what waits."""
        waiting = sa.select(scores).where(scores.c.state == "waiting").order_by(scores.c.asked)
        for row in self.tool.database.rows(waiting):
            self.put(row["assignment"], row["user"])

    def stop(self) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def put(self, assignment: int, user: int) -> None:
        """Its score may have changed."""
        platform = context_of(self.tool.database, assignment_of(self.tool.database, assignment).context).platform
        with self._changed:
            if platform not in self._queues:
                self._queues[platform] = deque()
                threading.Thread(target=self._work, args=(platform,), daemon=True).start()
            if (assignment, user) not in self._queues[platform]:
                self._queues[platform].append((assignment, user))
            self._changed.notify_all()

    def _work(self, platform: int) -> None:
        queue, failed = self._queues[platform], 0
        while True:
            with self._changed:
                while not queue and not self._ended:
                    self._changed.wait()
                if self._ended:
                    return
                key = queue[0]
            try:
                self._send(*key)
                failed = 0
            except Busy as busy:
                log.warning("scores wait", extra={"platform": platform, "why": str(busy)})
                self._note(*key, "waiting", str(busy))
                with self._changed:
                    self._changed.wait_for(lambda: self._ended, PAUSES[min(failed, len(PAUSES) - 1)])
                failed += 1
                continue
            except Exception as error:  # of any kind: the others' scores must go on
                log.exception("score failed", extra={"assignment": key[0]})
                self._note(*key, "refused", f"{type(error).__name__}: {error}")
            with self._changed:
                queue.popleft()

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
                raise Busy(str(error)) from None
            state, note = "refused", str(error)
        except httpx.HTTPError as error:
            raise Busy(type(error).__name__) from None
        except UsageError as error:
            state, note = "refused", str(error)
        self._note(number, person, state, note, row["asked"])
        if (now := self._row(number, person)) and now["asked"] != row["asked"]:
            self.put(number, person)  # it changed while it was sent
        log.info("score", extra={"assignment": number, "outcome": state})

    def _sent(self, assignment: CourseAssignment, person: int, override: bool) -> tuple[str, str]:
        """The new state of the score, and why."""
        tool, terms = self.tool, assignment.picked
        if not assignment.gradebook or terms is None:
            return "none", "the platform lets this tool send no scores for this link"
        marks, user = AssignmentGrades(tool, assignment, terms), user_of(tool.database, person)
        standing = marks.of(user)
        if standing.grade is None or standing.grade.score is None:
            return "none", standing.grade.problem if standing.grade else ""
        context = context_of(tool.database, assignment.context)
        line_item = line_item_of(tool, context, assignment, marks.lesson)
        language = terms.language or "en"
        card = standing.card.spoken(language) if standing.card else None
        score = score_to_send(standing.grade, card, marks.lesson, line_item, user.sub, language)
        journal = self._journal(assignment.id)
        last = journal.last(line_item, user.sub)
        if last and last.done and last.says_as(score) and not override:
            return "sent", ""
        with client_for(tool, context, line_item) as client:
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

    def _note(self, assignment: int, user: int, state: str, note: str, asked: float | None = None) -> None:
        """asked: only where nothing has changed since then."""
        own: list[Any] = [scores.c.assignment == assignment, scores.c.user == user]
        own += [] if asked is None else [scores.c.asked == asked]
        values = {"state": state, "note": note[:1000]} | ({"override": False} if state != "waiting" else {})
        self.tool.database.run(sa.update(scores).where(*own).values(values))


def ask_again(tool: Tool, assignment: int, users: list[int], override: bool = False) -> None:
    """Send these people's scores once more where they are not what the platform has. override: also over what a person gave there."""
    for user in users:
        with tool.database.write() as connection:
            own = sa.and_(scores.c.assignment == assignment, scores.c.user == user)
            values = {"state": "waiting", "asked": time.time(), "note": "", "override": override}
            if connection.execute(sa.select(scores.c.user).where(own)).first() is None:
                connection.execute(sa.insert(scores).values(assignment=assignment, user=user, **values))
            else:
                connection.execute(sa.update(scores).where(own).values(values))
        tool.sender.put(assignment, user)


def _shown(client: Client, line_item: str, sub: str) -> dict[str, PlatformScore]:
    """What the gradebook has of one person; nothing where the platform does not let us look."""
    try:
        return results(client, line_item, sub)
    except PlatformRefused as error:
        if error.status in (403, 404, 405):
            return {}
        raise
