"""`dlgrade notebook`: a lesson for those who work in Jupyter."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import find_course
from grader.errors import UsageError
from grader.learner.options import language_option, lesson_argument
from grader.sentences import speaker, text

__all__ = ["notebook"]


@click.command()
@lesson_argument
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The notebook to write.")
@click.option(
    "--to-py", "back", type=click.Path(path_type=Path), help="Write this notebook's code into your file in exercises/."
)
@click.option(
    "--nbgrader", is_flag=True, help="For nbgrader's source/ folder: with solutions and one graded cell per task."
)
@language_option
def notebook(lesson: str, out: Path | None, back: Path | None, nbgrader: bool, lang: str) -> None:
    """Write a lesson as a Jupyter notebook: the handout, one cell per task, and a cell that checks what was written.

    The code is that of your file in exercises/, where there is work in it; the lesson's data/ is put beside it. With --to-py, the other way round.

    Example: dlgrade notebook lesson05 --out logistic_regression.ipynb
    """
    from grader.learner.from_notebook import file_from_notebook
    from grader.lms.notebook import data_beside, lesson_notebook, work_in

    chosen, say = find_course().lesson(lesson), speaker(lang)
    if back:
        kept = ", ".join(map(str, file_from_notebook(chosen, back)))
        click.echo(say("notebook.back_kept" if kept else "cli.written", path=str(chosen.stub), kept=kept))
        return
    if not out:
        raise UsageError(text("wrong.no_out"))
    written = lesson_notebook(chosen, lang, nbgrader=nbgrader)
    beside = data_beside(chosen, out.parent)
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with out.open("x", encoding="utf-8") as file:  # what is there may be somebody's work
            file.write(written)
    except FileExistsError:
        raise UsageError(text("wrong.there", path=str(out))) from None
    for path, data in beside.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    own = "" if nbgrader or not work_in(chosen) else str(chosen.stub)
    click.echo(say("notebook.own" if own else "cli.written", path=str(out), file=own))
    if beside:
        click.echo(say("notebook.data", folder=str(out.parent / "data")))
