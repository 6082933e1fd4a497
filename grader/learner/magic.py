"""`%dlgrade check LESSON` in a notebook, once `%load_ext grader.magic` has registered it.

It grades the cells that were run since then, each as it was run last, as `dlgrade check` grades the notebook. The grader stays warm.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console

from grader.course.lessons import find_course
from grader.errors import DlgradeError, UsageError
from grader.learner.checking import Warm, check_submission
from grader.learner.options import language_of, language_option, lesson_argument, tasks_option
from grader.learner.progress_commands import hint, list_lessons
from grader.reports.terminal import WIDTH, print_scorecard, scorecard_text
from grader.scorecard import Scorecard
from grader.sentences import render, text

__all__ = ["Cells", "NotFullMarks", "load_ipython_extension"]

LOADED: dict[int, Cells] = {}  # by the shell
PAGE = '<pre style="line-height: 1.3; overflow-x: auto">{code}</pre>'


class NotFullMarks(Exception):
    """What `--strict` asks for, so that `nbgrader validate` sees what the scorecard says."""


class Cells:
    """The sources of the cells that have been run, in the order in which each was run first, and the session that grades them."""

    def __init__(self) -> None:
        self.sources: dict[str, str] = {}
        self.warm = Warm()

    def ran(self, result: Any) -> None:
        """Keep the cell's source, one that ended in an error too: what stands above its error is defined. Called by IPython after each run."""
        self.keep(
            result.info.cell_id or f"run {len(self.sources)}", result.info.raw_cell
        )  # not every client names its cells

    def keep(self, name: str, source: str) -> None:
        self.sources[name] = source

    def notebook(self) -> bytes:
        cells = [{"cell_type": "code", "source": source} for source in self.sources.values()]
        return msgspec.json.encode({"cells": cells, "nbformat": 4, "nbformat_minor": 5})


@click.command("%dlgrade check", context_settings={"help_option_names": ["-h", "--help"]})
@lesson_argument
@tasks_option
@click.option("--strict", is_flag=True, help="Raise an error unless it is full marks.")
@language_option
@click.pass_obj
def check(cells: Cells, lesson: str, tasks: tuple[int, ...], strict: bool, lang: str) -> None:
    """Grade the cells that you have run, and show the scorecard.

    Example: %dlgrade check lesson05 --task 1
    """
    from IPython.display import display

    chosen = find_course().lesson(lesson)
    with tempfile.TemporaryDirectory(prefix="dlgrade-cells-") as room:
        path = Path(room) / f"{Path(chosen.facts.file).stem}.ipynb"
        path.write_bytes(cells.notebook())
        card = check_submission(chosen, path, tasks=tasks, language=lang, warm=cells.warm)
    display(shown(card, lang, chosen.heading(lang)), raw=True)
    if strict and card.exit_code:
        raise NotFullMarks(f"{card.score} of {card.max_score} points")


def shown(card: Scorecard, language: str, title: str) -> dict[str, str]:
    """The scorecard in the forms that a notebook may show: coloured text as HTML, and plain text."""
    console = Console(
        file=io.StringIO(), record=True, force_jupyter=False, width=WIDTH, highlight=False, emoji=False, markup=False
    )
    print_scorecard(card, console, language=language, title=title)
    page = console.export_html(inline_styles=True, code_format=PAGE)
    return {"text/html": page, "text/plain": scorecard_text(card, language=language, title=title)}


COMMANDS: dict[str, click.Command] = {"check": check, "hint": hint, "list": list_lessons}


def run(line: str, cells: Cells) -> None:
    """Do what stands behind `%dlgrade`; whatever is wrong with it is a sentence below the cell."""
    words = line.split()
    try:
        if not words or words[0] not in COMMANDS:
            known = ", ".join(f"`{name}`" for name in COMMANDS)
            raise UsageError(text("wrong.magic", known=known))
        COMMANDS[words[0]].main(words[1:], prog_name=f"%dlgrade {words[0]}", standalone_mode=False, obj=cells)
    except (DlgradeError, click.ClickException) as error:
        said = (
            error.format_message()
            if isinstance(error, click.ClickException)
            else render(error.args[0], language_of(words))
        )
        if "--strict" in words:
            raise NotFullMarks(said) from None
        print(f"dlgrade: {said}", file=sys.stderr)


def load_ipython_extension(shell: Any) -> None:
    """Register the magic, and watch from now on which cells are run. Loaded again, it begins anew."""
    cells = Cells()
    if (before := LOADED.get(id(shell))) is not None:
        shell.events.unregister("post_run_cell", before.ran)
        cells.warm = before.warm
    LOADED[id(shell)] = cells
    shell.events.register("post_run_cell", cells.ran)
    shell.register_magic_function(lambda line: run(line, cells), "line", "dlgrade")
