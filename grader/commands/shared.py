"""What several commands have in common: an option, where they print, how they end."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from grader.course.lessons import Course
    from grader.lms.left_out import LeftOut

__all__ = ["console", "end_without", "find_course", "json_option", "print_json", "while_waiting", "without_commands"]

# What a CI system takes for an order: GitHub a line that begins with ::, and it, Azure and TeamCity a ##...[ anywhere.
AT_START = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
ANYWHERE = re.compile(r"#(?=#\w*\[)")

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


class NoCommands(io.TextIOWrapper):
    """Text in which no line is an order to the CI system that reads it: students choose some of it."""

    _held = ""  # of a line that has not ended
    _begun = False  # that line is partly written

    def write(self, text: str) -> int:
        lines, newline, rest = (self._held + text).rpartition("\n")
        self._held = ""
        if newline:
            self._put(lines + newline)
            self._begun = False
        self._held = rest
        return len(text)

    def flush(self) -> None:
        if self._held:
            held, self._held = self._held, ""
            self._put(held)
            self._begun = True
        super().flush()

    def _put(self, text: str) -> None:
        """Write text that begins a line, unless one has begun."""
        first, newline, rest = text.partition("\n")
        first = first if self._begun else AT_START.sub(r"\1: ", first)
        super().write(ANYWHERE.sub("# ", first + newline + AT_START.sub(r"\1: ", rest)))


@contextlib.contextmanager
def without_commands() -> Iterator[None]:
    """In a CI job, what is printed gives no orders to it."""
    streams = {
        name: stream for name in ("stdout", "stderr") if isinstance(stream := getattr(sys, name), io.TextIOWrapper)
    }
    if not os.environ.get("CI"):
        streams = {}
    wrapped = {}
    for name, stream in streams.items():
        stream.flush()
        wrapped[name] = NoCommands(stream.buffer, encoding=stream.encoding, errors=stream.errors, line_buffering=True)
        setattr(sys, name, wrapped[name])
    try:
        yield
    finally:
        for name, stream in streams.items():
            setattr(sys, name, stream)
            wrapped[name].flush()
            wrapped[name].detach()


def console() -> Console:
    """Where people read. Colour only on a terminal; NO_COLOR is respected by rich itself."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a ? is better than no scorecard where the encoding has no ✓
    from rich.console import Console

    wide = None if sys.stdout.isatty() else 100
    return Console(width=wide, highlight=False, emoji=False, markup=False, soft_wrap=False)


@contextlib.contextmanager
def while_waiting(said: str) -> Iterator[None]:
    """A line for who waits at a terminal, gone when there is something to read."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(said, err=True, nl=False)
    try:
        yield
    finally:
        click.echo("\r\033[K", err=True, nl=False)


def find_course() -> Course:
    """`grader.course.lessons.find_course`, which is read when a command runs: `dlgrade --help` has no course."""
    from grader.course import lessons

    return lessons.find_course()


def print_json(value: Any) -> None:
    from grader.scorecard import pretty

    click.echo(pretty(value), nl=False)


def end_without(left_out: Sequence[LeftOut]) -> None:
    """Name who was left out, and end with the exit code for it."""
    from grader.lms.left_out import exit_code

    for each in left_out:
        click.echo(f"{each.student}: {each.reason}", err=True)
    click.get_current_context().exit(exit_code(left_out))
