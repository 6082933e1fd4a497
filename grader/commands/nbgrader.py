"""`dlgrade export nbgrader`: a class's grades into nbgrader's gradebook."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import end_without, find_course, json_option, print_json
from grader.sentences import default_language, speaker

__all__ = ["nbgrader"]


@click.command()
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--gradebook", type=click.Path(path_type=Path, dir_okay=False), required=True, help="gradebook.db")
@click.option("--assignment", required=True, help="What the assignment is called in it.")
@json_option
def nbgrader(out: Path, gradebook: Path, assignment: str, as_json: bool) -> None:
    """Write a graded class into nbgrader's gradebook: automatic scores and comments. Exit 1 if someone had to be left out.

    Example: dlgrade export nbgrader graded/lesson05 --gradebook gradebook.db --assignment lesson05
    """
    from grader.lms.nbgrader import export_nbgrader

    exported = export_nbgrader(out, find_course(), gradebook, assignment)
    if as_json:
        print_json(exported)
    else:
        facts = {"gradebook": str(gradebook), "assignment": assignment}
        click.echo(speaker(default_language())("told.nbgrader", n=len(exported.written), **facts))
    for note in exported.notes:
        click.echo(note, err=True)
    end_without(exported.left_out)
