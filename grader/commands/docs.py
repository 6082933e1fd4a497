"""`dlgrade docs`: the pages that messages name, without a network."""

from __future__ import annotations

import difflib

import click

from grader.commands.shared import console
from grader.errors import UsageError
from grader.manual import find_page, pages
from grader.sentences import text as sentence

__all__ = ["docs"]


@click.command()
@click.argument("name", required=False)
def docs(name: str | None) -> None:
    """Print a page of the documentation; without NAME, list them.

    Example: dlgrade docs authors
    """
    if name is None:
        for each, path in pages().items():
            title = path.read_text(encoding="utf-8").partition("\n")[0]
            click.echo(f"{each:<40} {title.removeprefix('# ')}")
        return
    page = find_page(name)
    if page is None:
        near = difflib.get_close_matches(name, pages(), n=1)
        question = sentence("row.guess", near=near[0]) if near else ""
        raise UsageError(sentence("wrong.no_page", name=name, question=question))
    text = page.read_text(encoding="utf-8")
    screen = console()
    if not screen.is_terminal:
        click.echo(text, nl=False)
        return
    from rich.markdown import Markdown

    with screen.pager(styles=True):
        screen.print(Markdown(text))
