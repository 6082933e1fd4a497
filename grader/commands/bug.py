"""`dlgrade bug`: find and correct a wrong idea of the course's own."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import console, find_course
from grader.learner.options import language_option, lesson_argument
from grader.sentences import render, speaker

__all__ = ["bug"]


@click.command()
@lesson_argument
@click.argument("number", type=int, default=1)
@click.option("--sandbox", default="auto", help="How student code is confined: auto, or the name of a backend.")
@language_option
def bug(lesson: str, number: int, sandbox: str, lang: str) -> int:
    """Write a function with one mistake where you stand, with the claim that it fails; again, to check your correction. Not for marks.

    Example: dlgrade bug lesson05 1
    """
    from grader.learner.bugs import bug_of, check_correction
    from grader.reports.terminal import print_scorecard

    chosen, say = find_course().lesson(lesson), speaker(lang)
    found = bug_of(chosen, number)
    path = Path(found.file_name(chosen))
    if not path.exists():
        path.write_text(found.text(chosen, lang), encoding="utf-8")
        click.echo(say("bug.written", file=str(path), lesson=chosen.id, number=number))
        return 0
    card = check_correction(chosen, found, path, sandbox=sandbox, language=lang)
    if card.exit_code == 0:
        click.echo(say("bug.gone", task=found.task, told=render(found.idea.sentence, lang)))
    else:
        print_scorecard(card, console(), language=lang, title=chosen.heading(lang))
    return click.get_current_context().exit(card.exit_code)
