"""The options that `check`, `watch` and the notebook magic share."""

from __future__ import annotations

import click

from grader.sentences import default_language, languages

__all__ = ["language_option", "tasks_option"]

tasks_option = click.option(
    "--task", "tasks", type=int, multiple=True, help="Grade this task only; may be given several times."
)
language_option = click.option(
    "--lang",
    type=click.Choice(languages()),
    default=default_language,
    help="Language of the sentences; else DLGRADE_LANG's or the locale's.",
)
