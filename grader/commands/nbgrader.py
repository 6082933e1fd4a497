"""`dlgrade export nbgrader`: a class's grades into nbgrader's gradebook."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from grader.course import find_course

__all__ = ["nbgrader"]


@click.command()
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--gradebook", type=click.Path(path_type=Path, dir_okay=False), required=True, help="gradebook.db")
@click.option("--assignment", required=True, help="What the assignment is called in it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def nbgrader(out: Path, gradebook: Path, assignment: str, as_json: bool) -> None:
    """Write a graded class into nbgrader's gradebook: automatic scores and comments. Exit 1 if someone had to be left out.

    Example: dlgrade export nbgrader graded/lesson05 --gradebook gradebook.db --assignment lesson05
    """
    from grader.lms.left import exit_code
    from grader.lms.nbgrader import export_nbgrader

    exported = export_nbgrader(out, find_course(), gradebook, assignment)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(exported), indent=2))
    else:
        click.echo(f"{gradebook} has the scores of {len(exported.written)} students for {assignment}.")
    for each in exported.left_out:
        click.echo(f"{each.student}: {each.reason}", err=True)
    click.get_current_context().exit(exit_code(exported.left_out))
