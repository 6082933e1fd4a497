"""Grades what was handed in, in sandboxes that stay warm, each attempt once, in an order that is fair to all.

The queue is the attempts in the state `waiting`: whatever ends the server, the next one goes on with them.
"""

from __future__ import annotations

import bisect
import contextlib
import threading
import time
from collections.abc import Callable

import msgspec
import sqlalchemy as sa

from grader.classroom.entries import basis_of, content_of, past_due
from grader.classroom.store import KEY, LESSON, Store, key_of
from grader.classroom.trial import first_line, try_suite
from grader.course.lessons import Lesson
from grader.engine.cores import cores
from grader.engine.orders import Order, OrderSettings
from grader.engine.pool import local
from grader.engine.preload import needed_imports
from grader.engine.schedule import Crew, carry_out
from grader.errors import DlgradeError, GraderFault
from grader.files import write_whole
from grader.intake.submission import Submission, take_in
from grader.scorecard import Scorecard, decode, encode
from grader.serve.handins import Attempt, attempt_of, given_of, sweep
from grader.serve.incoming import log
from grader.serve.records import CourseAssignment, assignment_of, user_of
from grader.serve.tables import attempts, scores
from grader.serve.terms import Terms, late_of, lesson_with
from grader.serve.tool import Tool

__all__ = ["GradingQueue", "card_of"]

AGAIN = 1000  # behind everybody who waits for the first grading
NICE = 10  # pages are answered first
Ticket = tuple[int, float, int]  # rank, when it came, the attempt's number


def card_of(tool: Tool, attempt: Attempt) -> Scorecard | None:
    """The attempt's scorecard; None where there is none that can be read."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return decode(tool.folder.card(attempt.id).read_bytes())
    return None


class GradingQueue:
    """Threads that take attempts and give them to the crew. graded: is told each that has come to its end."""

    def __init__(self, tool: Tool, graded: Callable[[Attempt], None] = lambda attempt: None) -> None:
        self.tool = tool
        self.graded = graded
        self.jobs = tool.settings.jobs or cores()
        self._changed = threading.Condition()
        self._waiting: list[Ticket] = []
        self._running: set[int] = set()
        self._ended = False
        self._open = contextlib.ExitStack()
        self._crews: dict[str, Crew] = {}
        self._tried: set[tuple[int, str]] = set()
        self._warmed: set[int] = set()
        self._one = threading.Lock()  # at a time tries a suite or opens a crew
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Take up what waits, and what could not be graded before."""
        sweep(self.tool.database, self.tool.folder)
        self.tool.database.run(sa.update(attempts).where(attempts.c.state == "fault").values(state="waiting"))
        for each in self.tool.database.all(Attempt, sa.select(attempts).where(attempts.c.state == "waiting")):
            self.put(each)
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self.jobs)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End it, in the middle of an attempt if need be: that one waits still."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._open.close()
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
        own = sa.update(attempts).where(attempts.c.id == attempt.id, attempts.c.state != "waiting")
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
            try:
                if attempt := attempt_of(self.tool.database, number):
                    self._grade(attempt)
            except Exception as error:  # of any kind: the thread must go on, and the student must hear something
                if not self._ended:
                    log.exception("grading failed", extra={"attempt": number})
                    self._end(number, "fault", f"{type(error).__name__}: {error}")
            finally:
                with self._changed:
                    self._running.discard(number)

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
            card = self._card(attempt)
        except DlgradeError as fault:
            if not self._ended:
                log.warning("fault", extra={"attempt": attempt.id, "why": first_line(str(fault))})
                self._end(attempt.id, "fault", str(fault))
            return
        ms = round(1000 * (time.monotonic() - began))
        log.info("graded", extra={"attempt": attempt.id, "outcome": card.outcome, "ms": ms})
        self._end(attempt.id, "graded", "")

    def warm(self, assignment: int) -> None:
        """Start a sandbox and try the suite before the first one hands in; done once, in the background, by a grader at work."""
        with self._changed:
            if not self._threads or self._ended or assignment in self._warmed:
                return
            self._warmed.add(assignment)
        threading.Thread(target=self._warm, args=(assignment,), daemon=True).start()

    def _warm(self, assignment: int) -> None:
        try:
            self._ready(assignment_of(self.tool.database, assignment))
        except Exception as error:  # of any kind: whoever hands in hears of it, and it is tried again
            if not self._ended:
                log.warning("fault", extra={"assignment": assignment, "why": first_line(str(error))})

    def _ready(self, assignment: CourseAssignment) -> tuple[Lesson, OrderSettings, str, Crew]:
        """Who grades and by what, when the suite has been tried. Raises DlgradeError."""
        terms = assignment.picked
        if terms is None:
            raise GraderFault("no lesson is picked for this assignment")
        lesson = lesson_with(terms, self.tool.course)
        crew = self._crew(lesson)
        work = self.work(lesson, terms, crew)
        basis = basis_of(lesson, work)
        self._try(assignment, lesson, work, basis, crew)
        return lesson, work, basis, crew

    def _card(self, attempt: Attempt) -> Scorecard:
        """Graded now, unless a run that was cut off had got so far. Raises DlgradeError where it cannot be graded."""
        assignment = assignment_of(self.tool.database, attempt.assignment)
        lesson, work, basis, crew = self._ready(assignment)
        seed = int(assignment.seed)
        submission = take_in(list(given_of(self.tool.folder, attempt)), lesson)
        key = key_of(content_of(submission), seed, basis)
        old = card_of(self.tool, attempt)
        if old and old.outcome == "graded" and old.environment.get(KEY) == key:
            return old
        card = self._graded(_order(submission, work, key, seed), crew)
        environment = card.environment | {KEY: key, LESSON: lesson.content_sha256[:20]}
        handle = user_of(self.tool.database, attempt.user).handle
        card = msgspec.structs.replace(card, student=handle, environment=environment)
        path = self.tool.folder.card(attempt.id)
        if old and old.outcome == "graded":
            write_whole(path.with_name(f"{attempt.id}.before-{attempt.gradings}.json"), encode(old))
        write_whole(path, encode(card))
        return card

    def work(self, lesson: Lesson, terms: Terms, crew: Crew) -> OrderSettings:
        """What all orders of the lesson have in common. Sentences are said in English and kept as values: a page says them in its own language."""
        settings = self.tool.settings
        sandbox, device = crew.surroundings(settings.sandbox, settings.device, lesson.facts.gpu)
        hidden = [self.tool.course.root, self.tool.folder.root.resolve()]
        solution = {name: path.read_bytes() for name, path in lesson.paths(lesson.instructor).items() if path.is_file()}
        return OrderSettings(
            str(lesson.handout.resolve()),
            str(lesson.instructor.resolve()),
            lesson.limits,
            sandbox,
            device,
            "en",
            [str(folder) for folder in hidden],
            list(needed_imports(lesson, Submission(solution))),
            self.tool.folder.key_for(f"grading {lesson.name}"),
            list(lesson.packages),
            past_due(lesson, late_of(terms, self.tool.course)),
        )

    def _try(self, assignment: CourseAssignment, lesson: Lesson, work: OrderSettings, basis: str, crew: Crew) -> None:
        """A slip in the suite costs nobody: it is tried on the solution and the stub first. Raises GraderFault."""
        with self._one:
            if (assignment.id, basis) not in self._tried:
                store = Store(self.tool.folder.class_of(assignment.id))
                store.folder.mkdir(parents=True, exist_ok=True)
                try_suite(lesson, work, basis, int(assignment.seed), crew, store)
                self._tried.add((assignment.id, basis))

    def _graded(self, order: Order, crew: Crew) -> Scorecard:
        with contextlib.closing(carry_out([order], crew)) as results:
            result = next(results)
        if result.card is None or result.card.outcome == "grader_fault":
            raise GraderFault(result.fault or str(result.card.message if result.card else ""))
        return result.card

    def _crew(self, lesson: Lesson) -> Crew:
        """Warm jobs of this machine for all lessons; of a cluster, to which a lesson travels, for each."""
        scheduler = self.tool.settings.scheduler
        name = lesson.name if scheduler else ""
        with self._one:
            if name not in self._crews:
                if scheduler:
                    from grader.engine.cluster import cluster

                    self._crews[name] = self._open.enter_context(cluster(scheduler, lesson))
                else:
                    self._crews[name] = self._open.enter_context(local(self.jobs, NICE))
            return self._crews[name]

    def _end(self, number: int, state: str, note: str) -> None:
        """The row last: whatever ended before it is found and not done again."""
        with self.tool.database.write() as connection:
            own = attempts.c.id == number
            row = connection.execute(sa.select(attempts).where(own)).mappings().first()
            if row is None:
                return  # deleted meanwhile
            more = 1 if state == "graded" else 0
            values = {"state": state, "note": note[:2000], "gradings": row["gradings"] + more}
            connection.execute(sa.update(attempts).where(own).values(values))
            if state == "graded" and not row["trial"]:
                _ask_for_score(connection, row["assignment"], row["user"])
        if done := attempt_of(self.tool.database, number):
            self.graded(done)


def _ask_for_score(connection: sa.Connection, assignment: int, user: int) -> None:
    """What the gradebook has may be old by now."""
    own = sa.and_(scores.c.assignment == assignment, scores.c.user == user)
    values = {"state": "waiting", "asked": time.time(), "note": ""}
    if connection.execute(sa.select(scores.c.user).where(own)).first() is None:
        connection.execute(sa.insert(scores).values(assignment=assignment, user=user, override=False, **values))
    else:
        connection.execute(sa.update(scores).where(own).values(values))


def _order(submission: Submission, work: OrderSettings, key: str, seed: int) -> Order:
    rest = list(submission.notes), list(submission.cells), submission.reasons
    return Order(work, key, seed, submission.files, submission.problem, *rest)
