"""What several commands have in common: an option, where they print, how they end."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from grader.scorecard import pretty

if TYPE_CHECKING:
    from grader.lms.left_out import LeftOut

__all__ = ["console", "end_without", "json_option", "print_json"]

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


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
    from grader.lms.left_out import exit_code

    for each in left_out:
        click.echo(f"{each.student}: {each.reason}", err=True)
    click.get_current_context().exit(exit_code(left_out))
