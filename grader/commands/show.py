"""`dlgrade show`: pictures of a student's own work."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from grader.commands.shared import find_course, json_option, print_json
from grader.learner.options import language_option, lesson_argument
from grader.sentences import speaker

__all__ = ["show"]


@click.command()
@lesson_argument
@click.argument("path", required=False, type=click.Path(path_type=Path))
@json_option
@click.option("--sandbox", default="auto", help="How student code is confined: auto, or the name of a backend.")
@click.option(
    "--html", type=click.Path(path_type=Path), help="Where the page goes; else show-LESSON.html, where you stand."
)
@click.option("--open", "opened", is_flag=True, help="Open the page in a browser.")
@language_option
def show(
    lesson: str, path: Path | None, as_json: bool, sandbox: str, html: Path | None, opened: bool, lang: str
) -> None:
    """Draw what your own functions do, by default your file in exercises/, on one page. Nothing is graded.

    Example: dlgrade show lesson01 --open
    """
    from grader.learner.showing import draw_pictures
    from grader.reports.files import ReportFiles

    course = find_course()
    chosen = course.lesson(lesson)
    page = html or Path(f"show-{chosen.id}.html")
    ReportFiles(html=page)  # before anything is drawn: that it can be written
    found = draw_pictures(course, chosen, path, sandbox=sandbox, language=lang)
    page.write_text(found.html, encoding="utf-8")
    if opened:
        click.launch(str(page))
    if as_json:
        document = {name: value for name, value in msgspec.to_builtins(found).items() if name != "html"}
        print_json(document | {"page": str(page)})
        return
    counts = {"drawn": str(found.drawn), "sections": str(len(found.sections))}
    click.echo(speaker(lang)("show.written", page=str(page), file=found.file, **counts))
