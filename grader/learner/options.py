"""What `check`, `watch` and the other commands of a learner share: the lesson, options, and the language that they name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from grader.errors import UsageError
from grader.sentences import default_language, is_language, languages, speaker, text

__all__ = ["language", "language_of", "language_option", "lesson_argument", "tasks_option"]


def language(code: str) -> str:
    """The code of a language: of one that dlgrade speaks, or of one that a course has texts in."""
    if not is_language(code):
        raise click.BadParameter(speaker(default_language())("wrong.language", code=code, names=", ".join(languages())))
    return code


class LessonArgument(click.Argument):
    """Where none is typed, the message names the lesson that is worked on."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        try:
            return super().process_value(ctx, value)
        except click.MissingParameter:
            typed = ctx.info_name or ""
            name = typed if "dlgrade" in typed else f"dlgrade {typed}"  # in a notebook it is %dlgrade
        if found := worked_on():
            raise UsageError(text("wrong.which_lesson", lesson=found, command=f"{name} {found}")) from None
        raise UsageError(text("wrong.no_lesson_typed", command=f"{name} lesson01")) from None


def worked_on() -> str | None:
    """The lesson whose folder one stands in, else the one that `dlgrade list` names as the next."""
    from grader.course.lessons import find_course
    from grader.learner.progress import progress, to_go_on

    lessons, here = find_course().lessons(), Path.cwd().resolve()
    if inside := [each for each in lessons if here.is_relative_to(each.handout.resolve())]:
        return inside[0].id
    found = to_go_on([progress(each) for each in lessons])
    return found.lesson.id if found else None


lesson_argument = click.argument("lesson", cls=LessonArgument)
tasks_option = click.option(
    "--task", "tasks", type=int, multiple=True, help="Grade this task only; may be given several times."
)
language_option = click.option(
    "--lang",
    type=language,
    default=default_language,
    help="Language of the sentences; else DLGRADE_LANG's or the locale's.",
)


def language_of(arguments: Sequence[str]) -> str:
    """What `--lang` names in what was typed, else the language where nobody names one."""
    for word, following in pairwise([*arguments, ""]):
        name, _, value = word.partition("=")
        if name == "--lang" and is_language(value or following):
            return value or following
    return default_language()
