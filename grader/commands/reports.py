"""`dlgrade report`: a graded class as pages."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.classes import lesson_option
from grader.commands.shared import find_course, json_option, print_json
from grader.learner.options import language
from grader.sentences import default_language, speaker

__all__ = ["report"]


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--lang", type=language, help="Language of the pages; else that of the scorecards.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the pages go; DIR is then only read. By default, into DIR.",
)
@click.option("--open", "opened", is_flag=True, help="Open the class's page in a browser.")
@click.option(
    "--pdf", is_flag=True, help="Also print each student's page: students/NAME.pdf, with an installed Chromium."
)
@lesson_option
@json_option
def report(
    folder: Path, lang: str | None, out: Path | None, opened: bool, pdf: bool, lesson: str | None, as_json: bool
) -> None:
    """Make the pages of a graded class: index.html, students/NAME.html, and grades.csv with all adjustments.

    Example: dlgrade report graded/lesson05
    """
    from grader.classroom.repair import rename_lesson
    from grader.reports.pdf import print_pages
    from grader.reports.site import write_site

    course = find_course()
    if lesson:
        rename_lesson(folder, course, lesson)
    site = write_site(folder, course, lang, out)
    students = (out or folder) / "students"
    printed = print_pages(sorted(students.glob("*.html"))) if pdf else []
    if opened:
        click.launch(site.index)
    if as_json:
        print_json(site)
        return
    say = speaker(lang or default_language())
    click.echo(say("told.report", index=site.index, students=str(students), n=site.pages, grades=site.grades))
    if printed:
        click.echo(say("told.report_pdf", n=len(printed)))
    for line in [*(say("told.report_changed", line=each) for each in site.changed), *site.warnings]:
        click.echo(line, err=True)
    if site.note:
        click.echo(say("told.report_without", why=site.note), err=True)
