"""From an attempt to its scorecard: by whom, by what settings, once its suite has been tried."""

from __future__ import annotations

import contextlib
import threading
import time

import msgspec

from grader.classroom.entries import basis_of, content_of, past_due
from grader.classroom.store import KEY, LESSON, Store, key_of
from grader.classroom.trial import try_suite
from grader.course.lessons import Lesson
from grader.engine.orders import Order, OrderSettings
from grader.engine.preload import needed_imports
from grader.engine.schedule import Crew, CrewGone, carry_out
from grader.errors import GraderFault, said_by
from grader.files import write_whole
from grader.intake.submission import Submission, take_in
from grader.scorecard import Scorecard, decode, encode
from grader.sentences import Line, text, value_of
from grader.serve.attempt_sources import keep_sources
from grader.serve.crews import Crews, OpenCrew
from grader.serve.handins import Attempt, given_of
from grader.serve.records import CourseAssignment, assignment_of, user_of
from grader.serve.terms import Terms, late_of, lesson_with
from grader.serve.tool import Tool

__all__ = ["AttemptGrader", "card_of"]

FAILED_SECONDS = 60.0  # so long a suite that is at fault is not tried again


def card_of(tool: Tool, attempt: Attempt) -> Scorecard | None:
    """The attempt's scorecard; None where there is none that can be read."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return decode(tool.folder.card(attempt.id).read_bytes())
    return None


class AttemptGrader:
    """Used by several threads at a time."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self.crews = Crews(tool.settings)
        self._tried: set[tuple[int, str]] = set()
        self._failed: dict[tuple[int, str], tuple[float, Line]] = {}
        self._one = threading.Lock()  # at a time tries a suite

    def make_ready(self, number: int) -> None:
        """Start a sandbox and try the suite of that assignment. Raises DlgradeError."""
        assignment = assignment_of(self.tool.database, number)
        lesson = self._lesson(assignment)
        with self.crews.hold(lesson) as opened:
            self._ready(assignment, lesson, opened)

    def _lesson(self, assignment: CourseAssignment) -> Lesson:
        """Read anew each time, for a course may be mended while it is served."""
        if assignment.picked is None:
            raise GraderFault(text("operate.no_terms"))
        return lesson_with(assignment.picked, self.tool.course)

    def _ready(self, assignment: CourseAssignment, lesson: Lesson, opened: OpenCrew) -> tuple[OrderSettings, str]:
        """What all orders have in common, when the suite has been tried, and its name. Raises DlgradeError."""
        terms = assignment.picked
        assert terms
        work = self._work(lesson, terms, opened)
        basis = basis_of(lesson, work)
        self._try(assignment, lesson, work, basis, opened.crew)
        return work, basis

    def card(self, attempt: Attempt) -> Scorecard:
        """Graded now, unless a run that was cut off had got so far. Raises DlgradeError where it cannot be graded."""
        assignment = assignment_of(self.tool.database, attempt.assignment)
        lesson, seed = self._lesson(assignment), int(assignment.seed)
        submission = take_in(list(given_of(self.tool.folder, attempt)), lesson)
        with self.crews.hold(lesson) as opened:
            work, basis = self._ready(assignment, lesson, opened)
            key = key_of(content_of(submission), seed, basis)
            old = card_of(self.tool, attempt)
            if old and old.outcome == "graded" and old.environment.get(KEY) == key:
                return old
            card = self._graded(_order(submission, work, key, seed), opened.crew)
        keep_sources(self.tool.folder, attempt, submission)
        environment = card.environment | {KEY: key, LESSON: lesson.content_sha256[:20]}
        handle = user_of(self.tool.database, attempt.user).handle
        card = msgspec.structs.replace(card, student=handle, environment=environment)
        path = self.tool.folder.card(attempt.id)
        if old and old.outcome == "graded":
            write_whole(path.with_name(f"{attempt.id}.before-{attempt.gradings}.json"), encode(old))
        write_whole(path, encode(card))
        return card

    def _work(self, lesson: Lesson, terms: Terms, opened: OpenCrew) -> OrderSettings:
        """What all orders of the lesson have in common. Sentences are said in English and kept as values: a page says them in its own language."""
        sandbox, device = opened.surroundings(lesson.facts.gpu)
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
            lesson.content_sha256,
        )

    def _try(self, assignment: CourseAssignment, lesson: Lesson, work: OrderSettings, basis: str, crew: Crew) -> None:
        """A slip in the suite costs nobody: it is tried on the solution and the stub first. Raises GraderFault, for a while without
        another try."""
        key = (assignment.id, basis)
        with self._one:
            if key in self._tried:
                return
            failed, why = self._failed.get(key, (0.0, ""))
            if why and time.monotonic() - failed < FAILED_SECONDS:
                raise GraderFault(why)
            store = Store(self.tool.folder.class_of(assignment.id))
            store.folder.mkdir(parents=True, exist_ok=True)
            try:
                try_suite(lesson, work, basis, int(assignment.seed), crew, store)
            except CrewGone:
                raise
            except GraderFault as fault:
                self._failed[key] = time.monotonic(), said_by(fault)
                raise
            self._tried.add(key)

    def _graded(self, order: Order, crew: Crew) -> Scorecard:
        with contextlib.closing(carry_out([order], crew)) as results:
            result = next(results)
        if result.card is None or result.card.outcome == "grader_fault":
            raise GraderFault(result.fault or (value_of(result.card, "message") if result.card else ""))
        return result.card


def _order(submission: Submission, work: OrderSettings, key: str, seed: int) -> Order:
    rest = list(submission.notes), list(submission.cells), submission.reasons
    return Order(work, key, seed, submission.files, submission.problem, *rest)
