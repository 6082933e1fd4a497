"""A probe: a property of wrong answers that a suite sees, whatever code brought it, with its sentence in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Literal

from msgspec import Struct

from grader.course.unfit import unfit
from grader.errors import LessonError
from grader.sentences import Text, by_language, sides, text

__all__ = ["Probe", "read_probes"]


class Probe(Struct, frozen=True):
    """says: the sentence that the student reads, by language."""

    name: str
    says: dict[str, str]

    kind: ClassVar[Literal["probe"]] = "probe"

    @property
    def sentence(self) -> Text:
        return Text(said=self.says)


def read_probes(path: Path, known: Sequence[str]) -> dict[str, Probe]:
    """A lesson's probes by name, each with a sentence in some of the languages `known`; raises LessonError for a file that is not as docs/authors.md says."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LessonError(text("wrong.unreadable", path=str(path), error=unfit(error))) from None
    keys = sides("says", known)
    found = {}
    for name, table in tables.items():
        if not isinstance(table, dict) or not isinstance(table.get("says"), str) or table.keys() - keys.keys():
            raise LessonError(text("course.probe", path=str(path), name=name))
        further = {keys[key]: str(sentence) for key, sentence in table.items() if key != "says"}
        found[name] = Probe(name, by_language(table["says"], further, known[0]))
    return found
