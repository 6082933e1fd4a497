"""Tests that wait for the deadline run by themselves when it has passed: attempts that were graded before it are graded again."""

from __future__ import annotations

import datetime
import threading

import sqlalchemy as sa

from grader.classroom.entries import waits_for_due
from grader.classroom.score_changes import withheld
from grader.errors import DlgradeError
from grader.serve.attempt_cards import card_of
from grader.serve.handins import attempts_of
from grader.serve.incoming import log
from grader.serve.records import CourseAssignment
from grader.serve.tables import assignments
from grader.serve.terms import late_of, lesson_with
from grader.serve.tool import Tool

__all__ = ["Deadlines"]

LOOK_SECONDS = 20.0


class Deadlines:
    """Looks now and then which deadlines have passed. After a start, all that have ever passed are looked at once."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self._seen: set[tuple[int, datetime.datetime]] = set()  # assignments for which nothing is left to be done
        self._asked: set[tuple[int, datetime.datetime]] = set()  # attempts, each once
        self._end = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._work, daemon=True).start()

    def stop(self) -> None:
        self._end.set()

    def _work(self) -> None:
        while not self._end.is_set():
            try:
                self.look()
            except Exception:  # of any kind: it looks again
                if not self._end.is_set():
                    log.exception("deadlines failed")
            self._end.wait(LOOK_SECONDS)

    def look(self) -> None:
        """Ask once more for what waited for a deadline that has passed since the last look."""
        now = datetime.datetime.now(datetime.UTC)
        asked = sa.select(assignments).where(assignments.c.terms != "")
        for assignment in self.tool.database.all(CourseAssignment, asked):
            terms = assignment.picked
            assert terms
            due = late_of(terms, self.tool.course).due_of(terms.lesson)
            if due is None or due > now or (assignment.id, due) in self._seen:
                continue
            try:
                waits = waits_for_due(lesson_with(terms, self.tool.course))
            except DlgradeError:  # a lesson that is gone, or is being written
                continue
            if not waits or not self._asked_again(assignment, due):
                self._seen.add((assignment.id, due))

    def _asked_again(self, assignment: CourseAssignment, due: datetime.datetime) -> bool:
        """Whether there is more to come: one that is being graded just now may have been begun before the deadline."""
        own = attempts_of(self.tool.database, assignment.id)
        graded = [each for each in own if each.state == "graded" and (each.id, due) not in self._asked]
        early = [each for each in graded if (card := card_of(self.tool, each)) and withheld(card)]
        for each in early:
            self._asked.add((each.id, due))
            self.tool.grader.again(each)
        if early:
            log.info("deadline passed", extra={"assignment": assignment.id, "attempts": len(early)})
        return bool(early) or any(each.state == "waiting" for each in own)
