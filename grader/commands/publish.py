"""`dlgrade publish lti`: scores to a learning platform."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import end_without, find_course, json_option, print_json
from grader.sentences import default_language, render, speaker

__all__ = ["publish"]


@click.group()
def publish() -> None:
    """Send the scores of a graded class to a learning platform.

    Example: dlgrade publish lti graded/lesson05 --config lti.toml
    """


@publish.command()
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where the platform is.")
@click.option(
    "--dry-run", is_flag=True, help="Ask the platform who and what is there, say what would be sent, send nothing."
)
@click.option("--override", is_flag=True, help="Also replace scores that a person gave on the platform.")
@json_option
def lti(out: Path, config: Path, dry_run: bool, override: bool, as_json: bool) -> None:
    """Send each score once over LTI 1.3, and read it back. May be repeated and interrupted. Exit 1 if someone was left out.

    Example: dlgrade publish lti graded/lesson05 --config lti.toml --dry-run
    """
    from grader.lms.lti.client import Client
    from grader.lms.lti.config import read_config, read_key
    from grader.lms.lti.publish import publish as publish_class

    platform = read_config(config)
    with Client(
        platform, read_key(platform, config), lambda line: click.echo(render(line, default_language()), err=True)
    ) as client:
        published = publish_class(out, find_course(), client, dry=dry_run, override=override)
    if as_json:
        print_json(published)
    else:
        say = speaker(default_language())
        where = published.line_item or say("told.line_item")
        facts = {"n": len(published.sent), "there": len(published.already)}
        click.echo(say("told.would_publish" if dry_run else "told.published", where=where, **facts))
    for note in published.notes:
        click.echo(note, err=True)
    end_without(published.left_out)
