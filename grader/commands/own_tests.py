"""`dlgrade check LESSON --tests FILE`: what a student's own tests are worth."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.shared import find_course, print_json
from grader.errors import UsageError
from grader.sentences import text

__all__ = ["try_own_tests"]


def try_own_tests(
    lesson: str,
    path: Path | None,
    tests: Path,
    as_json: bool,
    tasks: tuple[int, ...],
    seed: int | None,
    sandbox: str,
    lang: str,
) -> int:
    """Print how many wrong programs the tests catch; exit with 0 where they catch all and refuse no right one."""
    from grader.learner.own_tests import check_tests

    if path:
        raise UsageError(text("wrong.own_tests_path", path=str(path)))
    found = check_tests(find_course().lesson(lesson), tests, tasks=tasks, seed=seed, sandbox=sandbox, language=lang)
    if as_json:
        print_json(found)
    else:
        for line in found.lines(lang):
            click.echo(line)
    return click.get_current_context().exit(found.exit_code)
