"""`dlgrade watch`: check again whenever the file is saved."""

from __future__ import annotations

import click

from grader.commands.shared import console, find_course
from grader.learner.options import language_option, lesson_argument, tasks_option
from grader.sentences import speaker

__all__ = ["watch"]


@click.command()
@lesson_argument
@tasks_option
@click.option("--sandbox", default="auto", help="How student code is confined: auto, or the name of a backend.")
@language_option
def watch(lesson: str, tasks: tuple[int, ...], sandbox: str, lang: str) -> None:
    """Check your file now and each time that you save it. The grader stays warm, so an answer takes a moment.

    Example: dlgrade watch lesson05 --task 2
    """
    from grader.learner.checking import check_when_saved
    from grader.learner.progress import after_check
    from grader.reports.terminal import print_scorecard

    course, say = find_course(), speaker(lang)
    chosen = course.lesson(lesson)
    before: set[str] | None = None
    for card in check_when_saved(chosen, tasks=tasks, sandbox=sandbox, language=lang):
        print_scorecard(card, console(), language=lang, title=chosen.heading(lang))
        passed = {test.id for test in card.tests if test.outcome == "passed"}
        if before is not None and before != passed:
            click.echo(say("progress.changed", more=len(passed - before), fewer=len(before - passed)))
        before = passed
        for line in after_check(course, chosen, card, lang):
            click.echo(line)
        click.echo(say("progress.saved"))
