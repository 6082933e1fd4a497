"""`dlgrade harvest`: misconceptions that a class has and nobody has written down."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import find_course, json_option, print_json
from grader.sentences import default_language, speaker

__all__ = ["harvest"]


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--least", type=click.IntRange(1), default=2, show_default=True, help="The fewest students of a group to look at."
)
@click.option(
    "--add",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take this draft, with your sentence in it, into the lesson, and prove it.",
)
@json_option
def harvest(folder: Path, least: int, add: Path | None, as_json: bool) -> None:
    """Draft a misconception for each group of students who failed alike, where no explanation names the cause.

    Each draft in DIR/harvest/ is the smallest program that fails as the group's do. Write what they believe, and what to say to them, in
    the place of TODO; then add it, and grade the class again.

    Example: dlgrade harvest graded/lesson05
    """
    from grader.harvest.adding import add_draft
    from grader.harvest.drafts import Draft, drafts_of
    from grader.harvest.groups import FailureGroup

    course, say = find_course(), speaker(default_language())
    if add:
        path, findings = add_draft(folder, course, add)
        for finding in findings:
            click.echo(f"{path}: {finding}", err=True)
        click.echo(say("told.harvest_added", path=str(path), folder=str(folder)))
        click.get_current_context().exit(1 if findings else 0)

    def told(group: FailureGroup) -> None:
        tests = ", ".join(test.id for tests in group.tests.values() for test in tests)
        click.echo(say("told.harvest_group", n=len(group.students), tests=tests), err=True)

    drafts: list[Draft] = []
    for draft in drafts_of(folder, course, least, told):
        drafts.append(draft)
        who = {"tests": ", ".join(draft.tests), "who": ", ".join(draft.students)}
        written = say("told.harvest_draft", path=draft.path, n=draft.lines)
        if not as_json:
            click.echo(written if draft.path else say("told.harvest_none", **who))
    if as_json:
        print_json(drafts)
    else:
        click.echo(say("told.harvest_next", folder=str(folder)) if drafts else say("told.harvest_nobody", n=least))
