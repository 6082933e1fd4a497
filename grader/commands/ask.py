"""`dlgrade ask`: a number to guess before a function is written."""

from __future__ import annotations

import click

from grader.commands.shared import find_course
from grader.learner.options import language_option, lesson_argument
from grader.sentences import speaker

__all__ = ["ask"]


@click.command()
@lesson_argument
@click.argument("task", required=False, type=int)
@language_option
def ask(lesson: str, task: int | None, lang: str) -> None:
    """Ask for a number before you write the function, and answer at once. Nothing is graded or remembered.

    Example: dlgrade ask lesson08
    """
    from grader.course.questions import questions_of

    say = speaker(lang)
    chosen = find_course().lesson(lesson)
    if task is not None:
        chosen.task(task)
    asked = [each for each in questions_of(chosen) if task in (None, each.task)]
    if not asked:
        click.echo(say("ask.none", lesson=chosen.id))
    for each in asked:
        click.echo(f"{say('ask.task', number=each.task)} {each.ask.get(lang, each.ask['en'])}")
        guess = click.prompt(say("ask.guess"), type=float)
        right = say("ask.right") if each.is_right(guess) else say("ask.wrong", answer=f"{each.answer:g}")
        click.echo(f"{right} {each.why.get(lang, each.why['en'])}\n")
