"""Sentences as values: an id with parts, made where the fact is known, rendered where it is shown.

grader/locales/en.toml and its neighbours have the sentence of each id, `{part}` where a part goes. Text of a student's is only ever a part:
it is put in, and never read as a sentence with places of its own.
"""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

import msgspec
from msgspec import UNSET, Struct

__all__ = [
    "ENGLISH",
    "LOCALES",
    "Line",
    "Part",
    "Say",
    "Text",
    "bind",
    "by_language",
    "default_language",
    "in_language",
    "is_language",
    "languages",
    "own",
    "render",
    "said",
    "series",
    "sides",
    "speaker",
    "text",
    "value_of",
]

LOCALES = Path(__file__).parent / "locales"
ENGLISH = "en"
# The first of these variables that is set decides, as POSIX has it.
VARIABLES = ("DLGRADE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
PLACE = re.compile(r"\{(\w+)\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[!-~]")

Say: TypeAlias = Callable[..., str]
S = TypeVar("S", bound=Struct)


class Text(Struct, frozen=True, omit_defaults=True):
    """A sentence of the catalogues by its id; or one of a course's own: in `said` by language, English at least."""

    id: str = ""
    parts: dict[str, Part] = {}
    said: dict[str, str] = {}

    def __str__(self) -> str:
        return render(self)


Line: TypeAlias = str | Text
# What stands in a sentence, or alone: plain text, a sentence, a number that a plural may hang on, lines.
Part: TypeAlias = Line | int | list[Line]


def text(id: str, /, **parts: Part) -> Text:
    """A sentence of the catalogues."""
    return Text(id, parts)


def own(english: str, /, **parts: Part) -> Text:
    """A sentence of a suite's. `bind` adds the other languages that the lesson has it in."""
    return Text(parts=parts, said={ENGLISH: english})


@cache
def languages() -> tuple[str, ...]:
    """The languages that there is a catalogue of, English first."""
    return (ENGLISH, *sorted({path.stem for path in LOCALES.glob("*.toml")} - {ENGLISH}))


def is_language(code: str) -> bool:
    """Whether it can be the code of a language, that of an author's texts: two letters, as ISO 639 has them."""
    return bool(re.fullmatch("[a-z]{2}", code))


def default_language() -> str:
    """The language where nobody names one: DLGRADE_LANG's, else the locale's where there is a catalogue of it, else English."""
    if is_language(named := os.environ.get(VARIABLES[0], "")[:2].lower()):
        return named
    chosen = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    return chosen[:2].lower() if chosen[:2].lower() in languages() else ENGLISH


def sides(field: str, known: Sequence[str]) -> dict[str, str]:
    """What a course's own text is called in each of these languages: `{"says": "en", "says_zh": "zh"}`. The first one is the plain one."""
    first, *further = known
    return {field: first, **{f"{field}_{language}": language for language in further}}


def by_language(plain: str, further: Mapping[str, str], first: str = ENGLISH) -> dict[str, str]:
    """`said` of a course's own text. What it says in its first language stands for English too, and for each language that it lacks."""
    return {ENGLISH: plain, first: plain, **further}


@cache
def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    """Each sentence by its id, `table.key`. One with a plural is `one` and `other`, by its part `n`."""
    path = LOCALES / f"{language}.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8")) if language in languages() else {}
    return {f"{table}.{key}": sentence for table, entries in tables.items() for key, sentence in entries.items()}


def render(part: Part, language: str = ENGLISH) -> str:
    """The text in that language, or in English where it is not said in it. Raises LookupError for an id that there is none of."""
    if isinstance(part, list):
        return "\n".join(render(line, language) for line in part)
    if not isinstance(part, Text):
        return str(part)
    sentence = _sentence(part, language)
    if not part.parts:
        return sentence
    return PLACE.sub(
        lambda place: _apart(place, render(part.parts[place[1]], language)) if place[1] in part.parts else place[0],
        sentence,
    )


def _apart(place: re.Match[str], put: str) -> str:
    """What is put in, with a space where Latin text or a number would touch a Chinese character of the sentence."""
    before, after = place.string[: place.start()][-1:], place.string[place.end() :][:1]
    first = " " if HAN.match(before) and LATIN.match(put[:1]) else ""
    last = " " if HAN.match(after) and LATIN.match(put[-1:]) else ""
    return f"{first}{put}{last}"


def _sentence(part: Text, language: str) -> str:
    if part.said:
        return part.said.get(language, part.said[ENGLISH])
    found = catalogue(language).get(part.id) or catalogue(ENGLISH)[part.id]
    return found if isinstance(found, str) else found["one" if str(part.parts.get("n")) == "1" else "other"]


def speaker(language: str) -> Say:
    """A function that says the sentences of the catalogues in that language: `say("report.points", score="7")`."""
    return lambda id, /, **parts: render(Text(id, parts), language)


def bind(part: Part, table: Mapping[str, Mapping[str, str]]) -> Part:
    """The part with a course's own sentences in every language that `table` has them in, English to that language."""
    if isinstance(part, list):
        return [cast("Line", bind(line, table)) for line in part]
    if not isinstance(part, Text):
        return part
    parts = {name: bind(inner, table) for name, inner in part.parts.items()}
    if part.id:
        return Text(part.id, parts)
    english = part.said[ENGLISH]
    found = {language: sentences[english] for language, sentences in table.items() if english in sentences}
    return Text("", parts, part.said | found) if found or parts or len(part.said) > 1 else english


def series(parts: Sequence[Line], joined: str = "list.and") -> Line:
    """One after the other, as a language lists them."""
    first, *rest = parts
    return text(joined, first=first, rest=series(rest, joined)) if rest else first


def said(**fields: Part | tuple[Line, ...]) -> dict[str, Any]:
    """Fields of a struct that has `texts`: each sentence in English, and in `texts` what other languages say in another way.

    A tuple is a field that is a list, of a sentence each.
    """
    values = {name: list(map(str, part)) if isinstance(part, tuple) else render(part) for name, part in fields.items()}
    parts = {name: list(part) if isinstance(part, tuple) else part for name, part in fields.items()}
    return values | {"texts": {name: part for name, part in parts.items() if _is_said(part)} or UNSET}


def value_of(struct: Struct, field: str) -> Part:
    """A field of a struct that has `texts`, as the value that it was said from."""
    texts: dict[str, Part] = getattr(struct, "texts", None) or {}
    return texts.get(field, getattr(struct, field) or "")


def in_language(value: S, language: str) -> S:
    """A struct that has `texts`, with each field named there said in that language. A field may be a list, too."""
    fields: dict[str, str | list[str]] = {}
    for name, part in (value.texts or {}).items():  # type: ignore[attr-defined]
        with contextlib.suppress(LookupError):  # of another version: as it was said there
            several = isinstance(part, list) and isinstance(getattr(value, name, ""), list)
            fields[name] = [render(line, language) for line in part] if several else render(part, language)
    return msgspec.structs.replace(value, **fields) if fields else value


def _is_said(part: Part) -> bool:
    """Whether it hangs on the language."""
    return any(map(_is_said, part)) if isinstance(part, list) else isinstance(part, Text)
