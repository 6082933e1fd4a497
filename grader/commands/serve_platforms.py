"""`dlgrade serve` and its platforms: which there are, how they are registered, and how that ends."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.serve_data import data_option, opened
from grader.commands.shared import json_option, print_json
from grader.errors import UsageError
from grader.sentences import default_language, speaker, text

__all__ = ["forget_platform", "link", "platforms", "register_platform", "values"]


@click.command()
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


@click.command()
@data_option
def link(data: Path) -> None:
    """Print a link to paste into the platform: it registers both with each other, once, within a day.

    Example: dlgrade serve link --data /var/lib/dlgrade
    """
    from grader.serve.registration import invite

    with opened(data) as tool:
        click.echo(tool.settings.address(f"/lti/register/{invite(tool.database)}"))


@click.command("register")
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
    """Keep what a platform has shown, after the tool was registered there by hand. The same issuer and client ID again: it is replaced.

    Example: dlgrade serve register --data DIR --issuer https://moodle.example --client-id abc --auth-url … --token-url … --jwks-url …
    """
    from grader.serve.platforms import Platform, find_platforms, register

    if any(not each.strip() for each in deployment):
        raise UsageError(text("operate.no_deployment"))
    with opened(data) as tool:
        was_there = bool(find_platforms(tool.database, issuer, client_id, revoked=True))
        asked = Platform(0, name, issuer, client_id, auth_url, token_url, jwks_url, audience)
        for each in deployment or ("",):
            kept = register(tool.database, asked, each)
        told = "operate.replaced" if was_there else "operate.registered"
        say = speaker(default_language())
        click.echo(say(told, number=str(kept.id), issuer=kept.issuer, client=kept.client_id))


@click.command("platforms")
@data_option
@json_option
def platforms(data: Path, as_json: bool) -> None:
    """Print the platforms with their numbers: issuer, client ID, deployments that are taken, how many courses each has.

    Example: dlgrade serve platforms --data /var/lib/dlgrade
    """
    from grader.serve.operating import platform_lines

    with opened(data) as tool:
        found = platform_lines(tool.database)
    if as_json:
        print_json(found)
        return
    say = speaker(default_language())
    for each in found:
        click.echo(
            say(
                "operate.platform",
                number=str(each["id"]),
                name=str(each["name"] or each["issuer"]),
                issuer=each["issuer"],
                client=each["client_id"],
                n=each["courses"],
                deployments=", ".join(each["deployments"]) or say("operate.any"),
            )
            + (f" {say('operate.is_revoked')}" if each["revoked"] else "")
        )
    if not found:
        click.echo(say("operate.no_platforms", folder=str(data)))


@click.command("forget-platform")
@data_option
@click.argument("platform", type=int)
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget_platform(data: Path, platform: int, yes: bool) -> None:
    """Revoke the registration of a platform: it may launch no more, and is sent no scores. Its courses stay until each is deleted. `platforms` shows the numbers.

    Example: dlgrade serve forget-platform --data /var/lib/dlgrade 1
    """
    from grader.serve import platforms as known
    from grader.serve.operating import platform_lines

    say = speaker(default_language())
    with opened(data) as tool:
        line = next((each for each in platform_lines(tool.database) if each["id"] == platform), None)
        if line and not yes:
            click.confirm(say("operate.ask_forget", issuer=line["issuer"], client=line["client_id"]), abort=True)
        known.forget_platform(tool.database, platform)
        assert line
        click.echo(say("operate.forgotten", issuer=line["issuer"], client=line["client_id"], n=line["courses"]))
