"""The options that `check`, `watch` and the notebook magic share, and the language that they name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import click

from grader.sentences import default_language, is_language, languages, speaker

__all__ = ["language", "language_of", "language_option", "tasks_option"]


def language(code: str) -> str:
    """The code of a language: of one that dlgrade speaks, or of one that a course has texts in."""
    if not is_language(code):
        raise click.BadParameter(speaker(default_language())("wrong.language", code=code, names=", ".join(languages())))
    return code


tasks_option = click.option(
    "--task", "tasks", type=int, multiple=True, help="Grade this task only; may be given several times."
)
language_option = click.option(
    "--lang",
    type=language,
    default=default_language,
    help="Language of the sentences; else DLGRADE_LANG's or the locale's.",
)


def language_of(arguments: Sequence[str]) -> str:
    """What `--lang` names in what was typed, else the language where nobody names one."""
    for word, following in pairwise([*arguments, ""]):
        name, _, value = word.partition("=")
        if name == "--lang" and is_language(value or following):
            return value or following
    return default_language()
