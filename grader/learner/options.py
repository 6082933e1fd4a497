"""The options that `check`, `watch` and the notebook magic share, and the language that they name."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader.sentences import default_language, languages

__all__ = ["language_of", "language_option", "tasks_option"]

tasks_option = click.option(
    "--task", "tasks", type=int, multiple=True, help="Grade this task only; may be given several times."
)
language_option = click.option(
    "--lang",
    type=click.Choice(languages()),
    default=default_language,
    help="Language of the sentences; else DLGRADE_LANG's or the locale's.",
)


def language_of(arguments: Sequence[str]) -> str:
    """What `--lang` names in what was typed, else the language where nobody names one."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        name, _, value = word.partition("=")
        if name == "--lang" and (value or following) in languages():
            return value or following
    return default_language()
