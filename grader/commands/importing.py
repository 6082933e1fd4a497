"""`dlgrade import`: an assignment of another grader's as a lesson."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import console, json_option, print_json
from grader.sentences import default_language, speaker

__all__ = ["import_assignment"]

KINDS = ("otter", "nbgrader", "pytest", "unittest")


@click.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="A course, or a new folder."
)
@json_option
def import_assignment(kind: str, source: Path, out: Path, as_json: bool) -> None:
    """Make a lesson of an assignment that Otter, nbgrader, pytest or unittest grades. SOURCE: its notebook or test file, or the folder of it.

    Nothing of SOURCE is run. A table says what became of each test; exit 1 if one could not be brought. docs/import.md tells what can.

    Example: dlgrade import nbgrader source/ps1/problem1.ipynb --out my-course
    """
    from rich.table import Table

    from grader.authoring.importing.read import read
    from grader.authoring.importing.write import write_lesson

    imported = write_lesson(read(kind, source), out)
    if as_json:
        print_json(imported)
    else:
        say = speaker(default_language())
        heads = (say("fate.part"), say("fate.as"), say("fate.why_or_left"))
        table = Table(*heads, box=None, pad_edge=False)
        for fate in imported.fates:
            table.add_row(fate.part, fate.brought or say("fate.not_brought"), fate.why)
        console().print(table)
        solution = f"solutions/{imported.lesson}/{imported.lesson.partition('_')[2]}.py"
        short = imported.lesson.split("_")[0]
        click.echo("\n" + say("fate.files", path=str(out / "exercises" / imported.lesson), n=len(imported.files)))
        click.echo(say("fate.next", folder=str(out), lesson=short, solution=solution))
    click.get_current_context().exit(1 if imported.left else 0)
