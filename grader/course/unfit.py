"""Why a file of the course cannot be taken as it is, in the reader's language: what msgspec and tomllib say is English."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import msgspec.inspect

from grader.errors import said_by
from grader.sentences import Line, Text, text

__all__ = ["unfit"]

PLACE = re.compile(r" - at `(?:key in )?\$\.?(.*)`$", re.DOTALL)
# Only where tomllib ends with it: `at` in a value of the file is the file's.
POSITION = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
KIND = re.compile(r"`([^`]*)`")
KINDS = {
    "int": "integer",
    "float": "number",
    "decimal": "number",
    "str": "string",
    "bool": "boolean",
    "array": "array",
    "object": "table",
    "datetime": "date",
    "date": "date",
    "null": "nothing",
}


def unfit(error: Exception, type: type[Any] | None = None) -> Line:
    """What is wrong in the file: our own sentence where there is one, else what msgspec, tomllib or the system has found.

    type: what the file was to be read as; with it, what may stand there is named.
    """
    if type and (instead := _to_type(str(error), type)):
        return instead
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    cause = error.__cause__
    if isinstance(
        said := said_by(cause if isinstance(cause, Exception) else error), Text
    ):  # msgspec keeps only the words of a ValueError
        return said
    if isinstance(error, UnicodeDecodeError):
        return text("unfit.no_utf8")
    if at := POSITION.fullmatch(str(error)):
        return text("unfit.toml", line=at[2], said=at[1]) if at[2] else text("unfit.toml_end", said=at[1])
    found = PLACE.search(str(error))
    message = PLACE.sub("", str(error))
    told = next((make(match) for form, make in FORMS if (match := re.fullmatch(form, message, re.DOTALL))), message)
    return text("unfit.at", said=told, place=found[1]) if found and found[1] else told


def _to_type(error: str, type: type[Any]) -> Line:
    """What to type in its place, where a word is none of those that may stand there, or a text stands where a list must; else nothing."""
    name = re.search(r"\.(\w+)`$", error)
    if name and error.startswith("Invalid enum value"):
        choices = sorted(_choices(msgspec.inspect.type_info(type), name[1]))
        given = error.removeprefix("Invalid enum value ").split(" - at")[0]
        return text("wrong.no_choice", given=given, name=name[1], choices=", ".join(choices))
    if name and error.startswith("Expected `array`, got `str`"):
        return text("wrong.list_of_texts", name=name[1])
    return ""


def _choices(info: object, name: str, here: bool = False) -> set[str]:
    """The words that may stand in a field of that name. here: the type is that field's."""
    if isinstance(info, msgspec.inspect.LiteralType):
        return set(map(str, info.values)) if here else set()
    if isinstance(info, msgspec.inspect.StructType):
        return set().union(*(_choices(each.type, name, each.name == name) for each in info.fields))
    parts = [getattr(info, part, None) for part in ("item_type", "value_type")]
    return set().union(*(_choices(each, name, here) for each in (*getattr(info, "types", ()), *filter(None, parts))))


def _kinds(names: str) -> Line:
    """`int | str` as people call it."""
    asked: Sequence[Line] = [
        text(f"unfit.{KINDS[name]}") if name in KINDS else name for name in names.strip("`").split(" | ")
    ]
    return reduce(lambda first, rest: text("unfit.or", first=first, rest=rest), asked)


FORMS: list[tuple[str, Callable[[re.Match[str]], Line]]] = [
    (r"Expected (`.*`), got (`.*`)", lambda found: text("unfit.kind", asked=_kinds(found[1]), got=_kinds(found[2]))),
    (r"Expected `(?:int|float|decimal)` (<=|>=|<|>) (.*)", lambda found: text("unfit.bound", bound=f"{found[1]} {found[2]}")),
    (r"Expected `\w+` (?:of|of at least|of at most)? ?length (<=|>=)? ?(\d+).*", lambda found: text("unfit.length", n=f"{found[1] or '='} {found[2]}")),
    (r"Expected `str` matching regex '?(.*?)'?", lambda found: text("unfit.pattern", pattern=found[1])),
    (r"Expected `datetime` with a timezone component", lambda found: text("unfit.offset")),
    (r"Object contains unknown field `(.*)`", lambda found: text("unfit.unknown", name=found[1])),
    (r"Object missing required field `(.*)`", lambda found: text("unfit.missing", name=found[1])),
    (r"Invalid enum value (.*)", lambda found: text("unfit.choice", value=found[1].strip("'"))),
    (r"Invalid decimal string", lambda found: text("unfit.kind_of", asked=text("unfit.number"))),
    (r"Invalid RFC3339 encoded (?:date|time|datetime)", lambda found: text("unfit.kind_of", asked=text("unfit.date"))),
]  # fmt: skip
