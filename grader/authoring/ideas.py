"""Proves a lesson's misconceptions: each fails the tests that it names and is told for what it is, and each test is failed by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import click

from grader.authoring.findings import finding, in_own_words
from grader.authoring.handout import data_tests, suite_claims, task_of_test, trained_tests, training_tasks
from grader.authoring.overlays import overlay_findings, write_expect
from grader.authoring.parts import named_probes
from grader.authoring.reach import Reach
from grader.course.lessons import Lesson
from grader.course.misconceptions import Misconception, read_misconception
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.errors import LessonError
from grader.intake.submission import Submission
from grader.scorecard import Scorecard, TestResult
from grader.sentences import default_language, speaker, value_of

__all__ = ["findings_of", "grade_source", "misconception_findings", "of_test"]

SEED = 1


def misconception_findings(lesson: Lesson, session: Session, fix: bool, taught: bool) -> Iterator[str]:
    """A sentence for each that is not what it says. fix: write `expect:` from a run. taught: each hidden test must be failed by one."""
    tests = list(suite_claims(lesson))
    untouched, silent = set(tests), set(lesson.probes)
    if taught and not lesson.misconceptions:
        yield finding("lint.no_misconception")
    reach, by_data = Reach(lesson), data_tests(lesson)
    for misconception in lesson.misconceptions:
        where = f"misconceptions/{misconception.name}.py"
        try:
            yield from (f"{where}: {each}" for each in overlay_findings(misconception))
            card = _try(misconception, lesson, session, reach, whole=fix)
        except LessonError as error:
            yield in_own_words(error)
            continue
        failed = [name for name in tests if name in _failed(card)]
        surely = [name for name in failed if name in misconception.expect or name not in by_data] or failed
        if fix and failed and set(surely) != set(misconception.expect) and card.outcome == "graded":
            write_expect(misconception.path, surely)
            click.echo(speaker(default_language())("told.written", path=str(misconception.path)), err=True)
            misconception = read_misconception(misconception.path, lesson.solution, lesson.known_languages)
            card = _try(misconception, lesson, session, reach, whole=True)  # now it may explain what it names
        untouched -= set(failed)
        silent -= {test.explanation.name for test in card.tests if test.explanation}
        yield from (f"{where}: {each}" for each in _misconception(misconception, card, lesson, by_data))
    for name in sorted(silent - _told_blindly(lesson, session, silent)):
        yield finding("lint.probe_unproven", name=name)
    if taught and untouched:
        yield finding("lint.idle_test", names=", ".join(sorted(untouched)))


def findings_of(misconception: Misconception, lesson: Lesson, session: Session) -> Iterator[str]:
    """A sentence for each way in which one misconception of the lesson is not what it says."""
    yield from overlay_findings(misconception)
    card = _try(misconception, lesson, session, Reach(lesson))
    yield from _misconception(misconception, card, lesson, data_tests(lesson))


def _told_blindly(lesson: Lesson, session: Session, probes: set[str]) -> set[str]:
    """Those of the probes that a misconception is told where nobody knows the misconceptions, which speak first; without the tests that train a network."""
    told: set[str] = set()
    if not probes:
        return told
    named = named_probes(lesson)
    with TemporaryDirectory() as folder:
        unknown = {path.name for path in (lesson.instructor / "misconceptions").glob("*.py") if path.stem not in named}
        copied = copytree(
            lesson.instructor, Path(folder) / lesson.name, ignore=lambda _, names: unknown.intersection(names)
        )
        blind, trained = Lesson(lesson.handout, copied, lesson.limits), tuple(sorted(trained_tests(lesson)))
        for misconception in lesson.misconceptions:
            if probes <= told:
                break
            card = grade_source(blind, session, misconception.source, SEED, without=trained)
            told |= {test.explanation.name for test in card.tests if test.explanation}
    return told


def _try(
    misconception: Misconception, lesson: Lesson, session: Session, reach: Reach, *, whole: bool = False
) -> Scorecard:
    """The misconception graded, without the tasks that it cannot change, and those that train unless it names a test of them.

    whole: with these, and with each test that trains a network: minutes for what depends on the data.
    """
    task_of, expect, reached = task_of_test(lesson), set(misconception.expect), reach.tasks(misconception.source)
    named = {task_of[name] for name in expect if name in task_of}
    whole = whole or not named
    tried = named | (reached if whole else reached - set(training_tasks(lesson)))
    without = () if whole else tuple(sorted(trained_tests(lesson) - expect))
    card = grade_source(lesson, session, misconception.source, SEED, tuple(sorted(tried)), without)
    unsure = _says_nothing(card) or _others(card, misconception)
    if unsure and (
        without or len(tried) < len(lesson.facts.tasks)
    ):  # what tells it from another may be asked elsewhere
        card = grade_source(lesson, session, misconception.source, SEED)
    return card


def _says_nothing(card: Scorecard) -> bool:
    """Whether no failed test has a reason, though none would speak for itself, as an exception, a limit, a forbidden function does."""
    compared = any(test.outcome == "failed" for test in card.tests)
    return (
        compared and not any(test.explanation for test in card.tests) and not any(task.forbidden for task in card.tasks)
    )


def _others(card: Scorecard, misconception: Misconception) -> set[str]:
    """The misconceptions that it is told as, itself and those of the same sentence aside."""
    reasons = [test.explanation for test in card.tests if test.explanation]
    others = [each for each in reasons if each.kind == "misconception" and each.name != misconception.name]
    return {each.name for each in others if each.sentence not in misconception.says.values()}


def _failed(card: Scorecard) -> dict[str, TestResult]:
    """The tests that did not pass, by the names of their functions; of a parametrized one the first case."""
    missed = [test for test in card.tests if test.outcome != "passed"]
    return {test.id.partition("[")[0]: test for test in reversed(missed)}


def _misconception(misconception: Misconception, card: Scorecard, lesson: Lesson, by_data: set[str]) -> Iterator[str]:
    failed = _failed(card)
    unnamed, innocent = set(failed) - set(misconception.expect), set(misconception.expect) - set(failed)
    if innocent != set(misconception.expect):
        unnamed -= by_data  # with the real data it may fail there, with the stand-in not
    if not failed:
        yield finding("lint.fails_none")
    elif not misconception.expect:
        yield finding("lint.expect_lacking", lesson=lesson.id)
    elif unnamed:
        outcomes = [of_test(failed[name], name) for name in sorted(unnamed)]
        yield finding("lint.fails_more", tests="; ".join(outcomes))
    if innocent:
        yield finding("lint.fails_not", names=", ".join(sorted(innocent)))
    if others := _others(card, misconception):
        yield finding("lint.told_as", names=", ".join(sorted(others)))
    if misconception.expect and _says_nothing(card):
        yield finding("lint.says_nothing")


def of_test(result: TestResult, name: str = "") -> str:
    """How a test ended that should have passed. name: the test's, where it stands for all its cases."""
    return f"{name or result.id} ({result.outcome}: {in_own_words(value_of(result, 'message'))})"


def grade_source(
    lesson: Lesson,
    session: Session,
    source: bytes,
    seed: int,
    tasks: tuple[int, ...] = (),
    without: tuple[str, ...] = (),
) -> Scorecard:
    """The scorecard of this source as the lesson's first file, beside the solution's further ones."""
    options = Options(seed, tasks, secret_key=AUTHOR_KEY, without=without)
    return session.grade(lesson, Submission(lesson.with_others(source)), options)
