"""`dlgrade watch`: check again whenever the file is saved."""

from __future__ import annotations

import click

from grader.course import find_course
from grader.reports.words import default_language

__all__ = ["watch"]

SAVED = {"en": "Save the file to check it again, Ctrl-C to end.", "zh": "保存文件就会再检查一次，Ctrl-C 结束。"}


@click.command()
@click.argument("lesson")
@click.option("--task", "tasks", type=int, multiple=True, help="Grade this task only; may be given several times.")
@click.option("--sandbox", default="auto", help="How student code is confined: auto, or the name of a backend.")
@click.option("--lang", type=click.Choice(["en", "zh"]), default=default_language, help="Language of the sentences.")
def watch(lesson: str, tasks: tuple[int, ...], sandbox: str, lang: str) -> None:
    """Check your file now and each time that you save it. The grader stays warm, so an answer takes a moment.

    Example: dlgrade watch lesson05 --task 2
    """
    from grader.checking import check_when_saved
    from grader.cli import console
    from grader.reports.terminal import print_scorecard

    chosen = find_course().lesson(lesson)
    title = f"{chosen.id} · {chosen.facts.title_zh if lang == 'zh' else chosen.facts.title}"
    for card in check_when_saved(chosen, tasks=tasks, sandbox=sandbox, language=lang):
        print_scorecard(card, console(), language=lang, title=title)
        click.echo(SAVED[lang])
