"""`dlgrade board`: a class's predictions, best first."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import find_course, json_option, print_json
from grader.learner.options import language_option
from grader.sentences import speaker

__all__ = ["board"]


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The page; DIR/board.html by default.")
@click.option("--names", is_flag=True, help="Show names in place of the aliases of DIR/aliases.csv.")
@language_option
@json_option
def board(folder: Path, out: Path | None, names: bool, lang: str, as_json: bool) -> None:
    """Make the board of a graded class whose lesson scores predictions: place, alias, metric, time.

    Example: dlgrade board graded/hw3
    """
    from grader.classroom.board import boards_of
    from grader.classroom.classes import lesson_of, read_class
    from grader.files import write_whole
    from grader.reports.board_page import board_page

    boards = boards_of(folder, names=names)
    if as_json:
        print_json(boards)
        return
    lesson = lesson_of(read_class(folder).lesson, folder, find_course())
    page = out or folder / "board.html"
    write_whole(page, board_page(boards, title=lesson.heading(lang), language=lang).encode())
    click.echo(speaker(lang)("told.board", page=str(page), n=sum(len(each.rows) for each in boards)))
