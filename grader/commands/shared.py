"""What several commands have in common: their options, and where they print."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from grader.reports.words import default_language
from grader.scorecard import pretty

if TYPE_CHECKING:
    from grader.lms.left import LeftOut

__all__ = ["console", "end_without", "json_option", "language_option", "print_json", "tasks_option"]

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
tasks_option = click.option(
    "--task", "tasks", type=int, multiple=True, help="Grade this task only; may be given several times."
)
language_option = click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    default=default_language,
    help="Language of the sentences; else DLGRADE_LANG's or the locale's.",
)


def console() -> Console:
    """Where people read. Colour only on a terminal; NO_COLOR is respected by rich itself."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a ? is better than no scorecard where the encoding has no ✓
    wide = None if sys.stdout.isatty() else 100
    return Console(width=wide, highlight=False, emoji=False, markup=False, soft_wrap=False)


def print_json(value: Any) -> None:
    click.echo(pretty(value), nl=False)


def end_without(left_out: Sequence[LeftOut]) -> None:
    """Name who was left out, and end with the exit code for it."""
    from grader.lms.left import exit_code

    for each in left_out:
        click.echo(f"{each.student}: {each.reason}", err=True)
    click.get_current_context().exit(exit_code(left_out))
