"""`dlgrade serve`: the LTI tool, and what its operator types."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.serve_data import data_option, opened
from grader.commands.serve_platforms import forget_platform, link, platforms, register_platform, values
from grader.commands.shared import json_option, print_json
from grader.errors import UsageError
from grader.sentences import default_language, speaker, text

__all__ = ["serve"]


@click.group(invoke_without_command=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="DLGRADE_SERVE_DATA",
    help="The folder that holds all of it.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at: this machine's, for a proxy with TLS.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.pass_context
def serve(context: click.Context, data: Path | None, host: str, port: int) -> None:
    """Serve a course inside Moodle, Canvas, Open edX and others over LTI 1.3: hand in, scorecard, grade. Runs until it is ended.

    Example: dlgrade serve --data /var/lib/dlgrade
    """
    if context.invoked_subcommand:
        return
    if data is None:
        raise UsageError(text("operate.no_folder"))
    from grader.serve.running import run_server

    run_server(data, host, port)


@serve.command()
@data_option
@click.option(
    "--url",
    prompt="The address that browsers will see, such as https://dlgrade.example.edu",
    help="Of the tool, with https.",
)
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    prompt="The folder of the course",
    help="With exercises/ and solutions/.",
)
def init(data: Path, url: str, course: Path) -> None:
    """Make the folder: settings, keys, an empty database. Asks for what is not said.

    Example: dlgrade serve init --data /var/lib/dlgrade --url https://dlgrade.example.edu --course .
    """
    from grader.serve.operating import make_folder

    make_folder(data, url, course)
    click.echo(speaker(default_language())("operate.made", folder=str(data)))


@serve.command()
@data_option
@json_option
def status(data: Path, as_json: bool) -> None:
    """Print what is there: platforms, courses with their numbers, assignments with theirs, counts of attempts and scores.

    Example: dlgrade serve status --data /var/lib/dlgrade
    """
    from grader.serve.operating import overview

    with opened(data) as tool:
        found = overview(tool)
    if as_json:
        print_json(found)
        return
    say = speaker(default_language())
    for each in found["platforms"]:
        told = say("operate.platform_line", number=str(each["id"]), issuer=each["issuer"], client=each["client_id"])
        click.echo(told + (f" {say('operate.is_revoked')}" if each["revoked"] else ""))
    for each in found["assignments"]:
        names = {
            name: str(each[name]) for name in ("course", "course_title", "id", "title", "attempts", "waiting", "unsent")
        }
        click.echo(say("operate.assignment", lesson=each["lesson"] or say("operate.no_lesson"), **names))


@serve.command()
@data_option
def rotate(data: Path) -> None:
    """Make a new key to sign with. The one before it stays published until the next time.

    Example: dlgrade serve rotate --data /var/lib/dlgrade
    """
    with opened(data) as tool:
        click.echo(speaker(default_language())("operate.rotated", key=tool.keys.rotate()))


@serve.command("export")
@data_option
@click.argument("assignment", type=int)
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export_assignment(data: Path, assignment: int, out: Path) -> None:
    """Write an assignment as an ordinary graded folder: for report, regrade, export, similar and publish. `status` shows the numbers.

    Example: dlgrade serve export --data /var/lib/dlgrade 3 graded/lesson05
    """
    from grader.serve.exporting import export_class
    from grader.serve.records import Deleted, assignment_of

    with opened(data) as tool:
        try:
            found = assignment_of(tool.database, assignment)
        except Deleted:
            raise UsageError(text("operate.no_assignment", number=str(assignment))) from None
        graded = export_class(tool, found, out)
        click.echo(speaker(default_language())("operate.exported", folder=str(out), n=len(graded.students)))


@serve.command()
@data_option
@click.argument("course", type=int)
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(data: Path, course: int, yes: bool) -> None:
    """Delete a course: its assignments, all that was handed in, scorecards, corrections, and people of no other course.

    Example: dlgrade serve delete --data /var/lib/dlgrade 2
    """
    from grader.serve.operating import delete_course, name_of

    say = speaker(default_language())
    with opened(data) as tool:
        if not yes:
            click.confirm(say("operate.ask_delete", number=str(course), name=name_of(tool, course)), abort=True)
        gone = delete_course(tool, course)
        click.echo(
            say(
                "operate.deleted",
                number=str(course),
                name=gone.name,
                assignments=str(gone.assignments),
                attempts=str(gone.attempts),
            )
        )
        if not gone.wiped:
            click.echo(say("operate.not_wiped"), err=True)


for each in (values, link, register_platform, platforms, forget_platform):
    serve.add_command(each)
