"""`dlgrade serve`: the LTI tool, and what its operator types."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.shared import json_option, print_json

if TYPE_CHECKING:
    from grader.serve.tool import Tool

__all__ = ["serve"]

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    envvar="DLGRADE_SERVE_DATA",
    help="The folder that holds all of it.",
)


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
        raise click.UsageError(
            "Name its folder: dlgrade serve --data DIR. A new one is made by: dlgrade serve init --data DIR"
        )
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

    for line in make_folder(data, url, course):
        click.echo(line)


@serve.command()
@data_option
@json_option
def values(data: Path, as_json: bool) -> None:
    """Print what a platform asks for when the tool is registered by hand.

    Example: dlgrade serve values --data /var/lib/dlgrade
    """
    from grader.serve.platforms import tool_values
    from grader.serve.settings import DataFolder

    found = tool_values(DataFolder(data).settings.url)
    if as_json:
        print_json(found)
    else:
        for name, value in found.items():
            click.echo(f"{name + ':':42} {value}")


@serve.command()
@data_option
def link(data: Path) -> None:
    """Print a link to paste into the platform: it registers both with each other, once, within a day.

    Example: dlgrade serve link --data /var/lib/dlgrade
    """
    from grader.serve.registration import invite

    with _opened(data) as tool:
        click.echo(tool.settings.address(f"/lti/register/{invite(tool.database)}"))


@serve.command("register")
@data_option
@click.option("--issuer", required=True, help="Platform ID, issuer.")
@click.option("--client-id", required=True)
@click.option("--auth-url", required=True, help="Authentication request URL.")
@click.option("--token-url", required=True, help="Access token URL.")
@click.option("--jwks-url", required=True, help="Public keyset URL.")
@click.option("--deployment", multiple=True, help="A deployment ID that is taken; by default any of this platform.")
@click.option(
    "--audience", default="", help="Who a request for a token is addressed to, where that is not the token URL."
)
@click.option("--name", default="", help="What you call the platform.")
def register_platform(
    data: Path,
    issuer: str,
    client_id: str,
    auth_url: str,
    token_url: str,
    jwks_url: str,
    deployment: tuple[str, ...],
    audience: str,
    name: str,
) -> None:
    """Keep what a platform has shown, after the tool was registered there by hand.

    Example: dlgrade serve register --data DIR --issuer https://moodle.example --client-id abc --auth-url … --token-url … --jwks-url …
    """
    from grader.serve.platforms import Platform, register

    with _opened(data) as tool:
        asked = Platform(0, name, issuer, client_id, auth_url, token_url, jwks_url, audience)
        for each in deployment or ("",):
            kept = register(tool.database, asked, each)
        click.echo(f"{kept.issuer} is registered as platform {kept.id}.")


@serve.command()
@data_option
@json_option
def status(data: Path, as_json: bool) -> None:
    """Print what is there: platforms, courses with their numbers, assignments with theirs, counts of attempts and scores.

    Example: dlgrade serve status --data /var/lib/dlgrade
    """
    from grader.serve.operating import overview

    with _opened(data) as tool:
        found = overview(tool)
    if as_json:
        print_json(found)
        return
    for each in found["platforms"]:
        click.echo(f"platform {each['id']}: {each['issuer']} ({each['client_id']})")
    for each in found["assignments"]:
        click.echo(
            f"course {each['course']} {each['course_title']} · assignment {each['id']} {each['title']}: "
            f"{each['lesson'] or 'no lesson picked'}, {each['attempts']} attempts, {each['waiting']} waiting, {each['unsent']} scores unsent"
        )


@serve.command()
@data_option
def rotate(data: Path) -> None:
    """Make a new key to sign with. The one before it stays published until the next time.

    Example: dlgrade serve rotate --data /var/lib/dlgrade
    """
    with _opened(data) as tool:
        click.echo(
            f"Signs from now on: {tool.keys.rotate()}. Where a platform holds a pasted key, give it the new one."
        )


@serve.command("export")
@data_option
@click.argument("assignment", type=int)
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def export_assignment(data: Path, assignment: int, out: Path) -> None:
    """Write an assignment as an ordinary graded folder: for report, regrade, export, similar and publish. `status` shows the numbers.

    Example: dlgrade serve export --data /var/lib/dlgrade 3 graded/lesson05
    """
    from grader.serve.exporting import export_class
    from grader.serve.records import assignment_of

    with _opened(data) as tool:
        try:
            found = assignment_of(tool.database, assignment)
        except LookupError:
            raise click.UsageError(f"There is no assignment {assignment}. `dlgrade serve status` shows them.") from None
        graded = export_class(tool, found, out)
        click.echo(f"{out}: {len(graded.students)} students. `dlgrade report {out}` makes the pages.")


@serve.command()
@data_option
@click.argument("course", type=int)
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(data: Path, course: int, yes: bool) -> None:
    """Delete a course: its assignments, all that was handed in, scorecards, corrections, and people of no other course.

    Example: dlgrade serve delete --data /var/lib/dlgrade 2
    """
    from grader.serve.operating import delete_course, name_of

    with _opened(data) as tool:
        if not yes:
            click.confirm(f"Delete {name_of(tool, course)}, with all that was handed in?", abort=True)
        click.echo(delete_course(tool, course))


def _opened(data: Path) -> Tool:
    from grader.serve.settings import DataFolder
    from grader.serve.tool import Tool

    return Tool(DataFolder(data))
