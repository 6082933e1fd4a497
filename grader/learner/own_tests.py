"""Tests that a student writes: how many of the course's wrong programs they catch, while every right one passes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from grader.course.lessons import Lesson
from grader.engine.session import Options, new_seed
from grader.errors import SubmissionError, UsageError
from grader.intake.submission import Submission, submission_of
from grader.judge.messages import Tried
from grader.learner.checking import Warm, require_tasks
from grader.sentences import render, speaker, text

__all__ = ["OwnTest", "OwnTests", "check_tests", "read_tests"]

MOST_TOLD = 8
TESTS = "my_tests.py"  # whatever the student's file is called


class OwnTest(Struct, frozen=True):
    """One test of the student's. sound: every right program passes it. message, line: why not, and where in the student's file."""

    name: str
    sound: bool
    caught: int
    message: str = ""
    line: int = 0


class OwnTests(Struct, frozen=True, kw_only=True):
    """What a student's tests are worth. caught: of the wrong programs, 0 as long as a test refuses a right one.

    missed: for each wrong program that passes every test, what its author believed, as a student is told it.
    """

    schema: str = "dlgrade/tests/1"
    lesson: str
    tests: list[OwnTest]
    caught: int
    wrong: int
    right: int
    missed: list[str]
    problem: str = ""
    notes: list[str] = []

    @property
    def sound(self) -> bool:
        return bool(self.tests) and all(test.sound for test in self.tests)

    @property
    def exit_code(self) -> int:
        return 0 if self.sound and self.caught == self.wrong > 0 else 1

    def lines(self, language: str) -> Iterator[str]:
        """The result as a person reads it."""
        say = speaker(language)
        yield from self.notes
        if self.problem:
            yield self.problem
            return
        for test in self.tests:
            counted = say("own_tests.caught", name=test.name, n=test.caught) if test.sound else test.name
            yield f"{'✓' if test.sound else '✗'} {counted}"
            if not test.sound:
                where = say("own_tests.line", line=test.line) if test.line else ""
                yield from (f"    {part}" for part in (test.message, where) if part)
        yield ""
        if not self.sound:
            yield say("own_tests.unsound", n=sum(not test.sound for test in self.tests))
            return
        yield say("own_tests.score", caught=self.caught, wrong=self.wrong, right=self.right)
        if self.missed:
            yield say("own_tests.missed")
            yield from (f"  - {sentence}" for sentence in self.missed[:MOST_TOLD])
        if len(self.missed) > MOST_TOLD:
            yield "  " + say("own_tests.more", n=len(self.missed) - MOST_TOLD)


def check_tests(
    lesson: Lesson,
    path: Path,
    *,
    tasks: tuple[int, ...] = (),
    seed: int | None = None,
    sandbox: str = "auto",
    language: str = "en",
    warm: Warm | None = None,
) -> OwnTests:
    """Try the tests in the file at `path` on the lesson's right and wrong programs; with `tasks`, on the wrong ones of these tasks.

    Raises UsageError where the course has no such programs, SubmissionError for a file that cannot be read.
    """
    if not lesson.solution.is_file() or not lesson.misconceptions:
        raise UsageError(text("own_tests.no_programs", lesson=lesson.id))
    require_tasks(lesson, tasks)
    options = Options(new_seed() if seed is None else seed, tasks, language)
    submission = read_tests(path, lesson)
    with contextlib.nullcontext(warm) if warm else Warm(sandbox, "cpu") as kept:
        tried = kept.session(lesson, submission).try_tests(lesson, submission, options)
        return _told(lesson, tried, language)


def read_tests(path: Path, lesson: Lesson) -> Submission:
    """The student's file, under a name of ours."""
    if path.is_symlink() or not path.is_file() or path.suffix != ".py":
        raise SubmissionError(text("own_tests.no_python", path=str(path)))
    try:
        found = submission_of(TESTS, path.read_bytes(), lesson)
    except OSError as error:
        raise SubmissionError(text("wrong.unreadable", path=str(path), error=str(error.strerror))) from None
    return Submission({TESTS: found.files.get(lesson.main, b"")}, found.problem, found.notes)


def _told(lesson: Lesson, tried: Tried, language: str) -> OwnTests:
    ideas = {idea.name: idea for idea in lesson.misconceptions}
    tests = [
        OwnTest(
            test.name,
            not test.refuses,
            len(test.catches),
            _why(test.refuses, render(test.said, language), language),
            test.line,
        )
        for test in tried.tests
    ]
    sound = bool(tests) and all(test.sound for test in tests)
    return OwnTests(
        lesson=lesson.name,
        tests=tests,
        caught=tried.wrong - len(tried.missed) if sound else 0,
        wrong=tried.wrong,
        right=tried.right,
        missed=list(dict.fromkeys(render(ideas[name].sentence, language) for name in tried.missed)) if sound else [],
        problem=render(tried.problem, language),
        notes=[render(note, language) for note in tried.notes],
    )


def _why(refuses: str, said: str, language: str) -> str:
    return render(text(f"own_tests.{refuses}", said=said), language) if refuses else ""
