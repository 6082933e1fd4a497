"""What the public tests stand for: which misconceptions they catch. The others are named as hidden, in the lesson's public.toml."""

from __future__ import annotations

from collections.abc import Iterator

import click

from grader.authoring.findings import finding
from grader.course.claims import PublicClaims, read_caught, write_caught
from grader.course.lessons import Lesson
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sentences import default_language, speaker

__all__ = ["caught_by", "public_findings", "without_solutions"]

SEED = 1


def without_solutions(lesson: Lesson) -> Lesson:
    """The lesson as a student has it."""
    return Lesson(lesson.handout, lesson.handout / "no-solutions", lesson.limits)


def public_findings(lesson: Lesson, session: Session, fix: bool = False) -> Iterator[str]:
    """Whether public.toml says what the public tests catch; it may be missing where they catch everything. fix: write it first."""
    caught = caught_by(lesson, session)
    if fix and write_caught(lesson, caught):
        click.echo(speaker(default_language())("told.written", path=str(lesson.instructor / "public.toml")), err=True)
    known = read_caught(lesson)
    if known is None and not caught.hidden:
        return
    known = known or PublicClaims()
    for name in sorted(set(caught.hidden) - set(known.hidden)):
        yield finding("lint.not_caught", name=name, lesson=lesson.id)
    for name in sorted(set(known.hidden) - set(caught.hidden)):
        yield finding("lint.not_hidden", name=name, lesson=lesson.id)
    if set(caught.hidden) == set(known.hidden) and caught != known:
        yield finding("lint.public_stale", lesson=lesson.id)


def caught_by(lesson: Lesson, session: Session) -> PublicClaims:
    """Which public tests each misconception fails in one run."""
    public, options = without_solutions(lesson), Options(SEED, secret_key=AUTHOR_KEY, explain=False)
    by = {}
    for each in lesson.misconceptions:
        card = session.grade(public, Submission(lesson.with_others(each.source)), options)
        if failed := [test.id for test in card.tests if test.outcome not in ("passed", "grader_fault")]:
            by[each.name] = failed
    return PublicClaims(sorted(each.name for each in lesson.misconceptions if each.name not in by), by)
