"""`dlgrade notebook`: a lesson for those who work in Jupyter."""

from __future__ import annotations

from pathlib import Path

import click

from grader.course.lessons import find_course
from grader.errors import UsageError
from grader.learner.options import language_option

__all__ = ["notebook"]


@click.command()
@click.argument("lesson")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The notebook to write.")
@click.option(
    "--nbgrader", is_flag=True, help="For nbgrader's source/ folder: with solutions and a graded cell a task."
)
@language_option
def notebook(lesson: str, out: Path, nbgrader: bool, lang: str) -> None:
    """Write a lesson as a Jupyter notebook: the handout, a cell a task, and a cell that checks what was written.

    Example: dlgrade notebook lesson05 --out logistic_regression.ipynb
    """
    from grader.lms.notebook import lesson_notebook

    text = lesson_notebook(find_course().lesson(lesson), lang, nbgrader=nbgrader)
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with out.open("x", encoding="utf-8") as file:  # what is there may be somebody's work
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{out} is there already. Remove it, or name another file.") from None
    click.echo(f"{out} is written.")
