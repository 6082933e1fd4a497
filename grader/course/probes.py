"""A probe: a property of wrong answers that a suite sees, whatever code brought it, with its sentence in each language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import ClassVar, Literal

from msgspec import Struct

from grader.errors import LessonError
from grader.sentences import Text, languages

__all__ = ["Probe", "read_probes"]


class Probe(Struct, frozen=True):
    """says: the sentence that the student reads, by language."""

    name: str
    says: dict[str, str]

    kind: ClassVar[Literal["probe"]] = "probe"

    @property
    def sentence(self) -> Text:
        return Text(said=self.says)


def read_probes(path: Path) -> dict[str, Probe]:
    """A lesson's probes by name; raises LessonError for a file that is not as docs/authors.md says."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LessonError(f"{path} cannot be read: {error}.") from None
    keys = {"says" if language == "en" else f"says_{language}": language for language in languages()}
    found = {}
    for name, table in tables.items():
        if not isinstance(table, dict) or not isinstance(table.get("says"), str) or table.keys() - keys.keys():
            raise LessonError(f"{path}: [{name}] needs `says`, and one `says_LANGUAGE` for each further language.")
        found[name] = Probe(name, {keys[key]: str(sentence) for key, sentence in table.items()})
    return found
