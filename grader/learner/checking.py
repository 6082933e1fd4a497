"""Grades one submission: what `dlgrade check` does."""

from __future__ import annotations

import atexit
import contextlib
from collections.abc import Iterator
from pathlib import Path

from grader.course.lessons import Lesson
from grader.course.practice import with_practice
from grader.devices import choose_device
from grader.engine.preload import needed_imports
from grader.engine.session import Options, Session, new_seed
from grader.errors import LessonError, UsageError
from grader.intake.submission import Submission, read_submission
from grader.sandbox import choose
from grader.scorecard import Scorecard
from grader.sentences import text

__all__ = ["Warm", "check_submission", "check_when_saved", "open_session", "require_tasks"]

LOOK_MILLISECONDS = 1000


def check_submission(
    lesson: Lesson,
    path: Path | None = None,
    *,
    tasks: tuple[int, ...] = (),
    seed: int | None = None,
    sandbox: str = "auto",
    device: str = "auto",
    language: str = "en",
    after_due: bool = True,
    warm: Warm | None = None,
) -> Scorecard:
    """The scorecard of the submission at `path`, by default the lesson's own file in exercises/.

    after_due: the tests run that wait for the deadline. warm: a session that is kept, in place of a new one in this sandbox.
    """
    lesson = with_practice(lesson)
    require_tasks(lesson, tasks)
    submission = read_submission(path or lesson.stub, lesson)
    options = Options(new_seed() if seed is None else seed, tasks, language, after_due=after_due)
    with contextlib.nullcontext(warm) if warm else Warm(sandbox, device) as kept:
        return kept.session(lesson, submission).grade(lesson, submission, options)


class Warm:
    """A session that stays warm from one check to the next, until it is closed or this process ends. Use it from one thread.

    own_code: the submissions are the user's own, so a mere process will do where no sandbox works.
    """

    def __init__(self, sandbox: str = "auto", device: str = "auto", *, own_code: bool = True) -> None:
        self._sandbox = sandbox
        self._device = device
        self._own_code = own_code
        self._open = contextlib.ExitStack()
        self._session: Session | None = None
        self._fits: object = None

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def session(self, lesson: Lesson, submission: Submission) -> Session:
        """The session as it is, or another where the lesson asks for other limits or another device."""
        fits = (lesson.limits, lesson.root, lesson.facts.gpu)
        if self._session is None or self._fits != fits:
            self.close()
            new = open_session(lesson, submission, self._sandbox, self._device, own_code=self._own_code)
            self._session = self._open.enter_context(new)
            self._fits = fits
            atexit.register(self.close)
        return self._session

    def close(self) -> None:
        self._session = None
        self._open.close()
        atexit.unregister(self.close)


def check_when_saved(lesson: Lesson, *, tasks: tuple[int, ...], sandbox: str, language: str) -> Iterator[Scorecard]:
    """A scorecard of the lesson's own file now, and one each time that it is saved with changes, until Ctrl-C. The session stays warm."""
    from watchfiles import watch  # which no other check needs

    lesson = with_practice(lesson)
    require_tasks(lesson, tasks)
    submission = read_submission(lesson.stub, lesson)
    own = set(lesson.paths(lesson.handout).values())
    with open_session(lesson, submission, sandbox, "cpu") as session:
        yield session.grade(lesson, submission, Options(new_seed(), tasks, language))
        # Once a second we look by ourselves: a save while the grading went on, or before the watch began, is no event.
        saved = watch(
            lesson.handout,
            watch_filter=lambda _, path: Path(path) in own,
            rust_timeout=LOOK_MILLISECONDS,
            yield_on_timeout=True,
        )
        for _ in saved:
            if not lesson.stub.is_file():  # some editors move the old file away first
                continue
            before, submission = submission, read_submission(lesson.stub, lesson)
            if submission != before:
                yield session.grade(lesson, submission, Options(new_seed(), tasks, language))


def require_tasks(lesson: Lesson, tasks: tuple[int, ...]) -> None:
    """Raises UsageError for a task that the lesson has not, LessonError for a lesson without tests."""
    if not lesson.suite_files or not all(file.is_file() for file in lesson.suite_files):
        raise LessonError(
            text(
                "wrong.neither_suite",
                lesson=lesson.id,
                hidden=str(lesson.instructor / "suite"),
                suite=str(lesson.suite),
            )
        )
    for number in tasks:
        if number not in {task.number for task in lesson.facts.tasks}:
            raise UsageError(text("wrong.task", lesson=lesson.id, number=number, last=len(lesson.facts.tasks)))


def open_session(
    lesson: Lesson, submission: Submission, sandbox: str, device: str = "auto", *, own_code: bool = True
) -> Session:
    """A session for this submission. own_code: it is the user's own, so a mere process will do where no sandbox works."""
    backend = choose(sandbox, own_code=own_code)
    chosen = choose_device(device, wanted=lesson.facts.gpu)
    preload = needed_imports(lesson, submission)
    return Session(backend, lesson.limits, hidden=lesson.hidden, preload=preload, device=chosen)
