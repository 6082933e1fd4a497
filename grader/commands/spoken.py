"""The command line in the language of its reader: the help of each command, and what click itself says.

Click speaks through gettext, and so does the help here: grader/locales/zh/LC_MESSAGES/dlgrade.po has the Chinese of each English text.
"""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from collections.abc import Sequence
from typing import TypeVar

import click

from grader.learner.options import language_of
from grader.sentences import LOCALES

__all__ = ["speak", "spoken"]

DOMAIN = "dlgrade"
ENDS = ("。", "：")  # of a sentence that click would not find the end of
C = TypeVar("C", bound=click.Command)


def speak(arguments: Sequence[str]) -> None:
    """Let gettext, and click with it, say everything in the language of this command line."""
    os.environ["LANGUAGE"] = language_of(arguments)  # where gettext looks first
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)


def spoken(command: C) -> C:
    """The command with its help in the language that `speak` has set; what it does is the same."""
    told = copy.copy(command)
    told.help, told.epilog = _told(command.help), _told(command.epilog)
    if told.help and told.help != inspect.cleandoc(command.help or ""):
        told.short_help = _first_sentence(told.help)
    told.params = [_spoken_parameter(each) for each in command.params]
    if isinstance(told, click.Group):
        told.commands = {name: spoken(each) for name, each in told.commands.items()}
    return told


def _spoken_parameter(parameter: click.Parameter) -> click.Parameter:
    """With its help, and with the kind of number that it takes, which click puts into a sentence."""
    told = copy.copy(parameter)
    if isinstance(told, click.Option):
        told.help = _told(told.help)
    if isinstance(told.type, click.types.IntParamType | click.types.FloatParamType):
        told.type = copy.copy(told.type)
        told.type.name = gettext.gettext(told.type.name)
    return told


def _told(text: str | None) -> str | None:
    return gettext.gettext(inspect.cleandoc(text)) if text else text


def _first_sentence(text: str) -> str:
    line = text.partition("\n")[0]
    return min((line.partition(end)[0] for end in ENDS), key=len)
