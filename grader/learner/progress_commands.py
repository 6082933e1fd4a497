"""`list` and `hint`, on the command line and in a notebook."""

from __future__ import annotations

import click

from grader.learner.options import language_option, lesson_argument

__all__ = ["hint", "list_lessons", "start"]


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@language_option
def list_lessons(as_json: bool, lang: str) -> None:
    """Show the lessons in order, their points and how far your working copy is.

    Example: dlgrade list
    """
    from grader.course.lessons import find_course
    from grader.learner.progress import progress, to_go_on
    from grader.scorecard import pretty

    found = [progress(lesson) for lesson in find_course().lessons()]
    if as_json:
        click.echo(pretty([each.document() for each in found]), nl=False)
        return
    for each in found:
        click.echo(each.line(lang))
    if left := to_go_on(found):
        click.echo(f"\n{left.next_step(lang)}")


@click.command()
@language_option
def start(lang: str) -> None:
    """Say whether this machine is ready for the course, what is missing, and where you are.

    Example: dlgrade start
    """
    from grader.course.lessons import find_course
    from grader.learner.start import lines

    for line in lines(find_course(), lang):
        click.echo(line)


@click.command()
@lesson_argument
@click.argument("task", required=False, type=int)
@click.option("--level", type=click.IntRange(min=1), help="This hint, without counting it as seen.")
@click.option("--all", "everything", is_flag=True, help="Every hint of the task.")
@language_option
def hint(lesson: str, task: int | None, level: int | None, everything: bool, lang: str) -> None:
    """Print the next hint for a task, by default for the first that you have not written yet.

    Example: dlgrade hint lesson05 1
    """
    from grader.course.lessons import find_course
    from grader.learner.progress import Hints, current_task

    chosen = find_course().lesson(lesson)
    about = current_task(chosen, task)
    hints = Hints(chosen, about, lang)
    for line in hints.lines(hints.levels(level, everything)):
        click.echo(line)
