"""A misconception: what students believe, the tests that it makes fail, and the wrong program, read into the lesson's solution."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.util import decode_source
from pathlib import Path
from typing import ClassVar, Literal

from msgspec import Struct

from grader.course.overlay import compose
from grader.errors import LessonError, said_by
from grader.sentences import Text, by_language, languages, sides
from grader.sentences import text as sentence

__all__ = ["Family", "Misconception", "read_misconception"]


class Family(Struct, frozen=True):
    """A constant of a misconception that each student chooses otherwise, and the range in which a value that fits is searched."""

    name: str
    least: float
    most: float


class Misconception(Struct, frozen=True, dict=True):
    """A known wrong submission: the belief, the tests that it must fail, the sentence that the student reads, by language.

    written: its file, the definitions that differ from those of the lesson's `solution`, or a whole program. family: what its sentence
    names as `{value}`.
    """

    name: str
    belief: str
    expect: tuple[str, ...]
    says: dict[str, str]
    path: Path
    written: bytes
    solution: Path
    whole: bool = False
    family: Family | None = None

    kind: ClassVar[Literal["misconception"]] = "misconception"

    @cached_property
    def source(self) -> bytes:
        """The submission, read into the solution when it is first asked for; raises LessonError where it has no place there."""
        if self.whole:
            return self.written
        try:
            return compose(decode_source(self.solution.read_bytes()), decode_source(self.written)).encode()
        except OSError as error:
            raise LessonError(
                sentence("wrong.unreadable", path=str(self.solution), error=str(error.strerror))
            ) from None
        except (SyntaxError, ValueError) as error:
            raise LessonError(sentence("course.overlay", path=str(self.path), error=said_by(error))) from None

    @property
    def sentence(self) -> Text:
        return self.with_value(self.value) if self.family else Text(said=self.says)

    @property
    def value(self) -> float:
        """Of the family's constant, as the file has it."""
        return float(self._constant()[2]) if self.family else 0.0

    def with_value(self, value: float) -> Text:
        """Its sentence with another value of the family's constant."""
        return Text(parts={"value": f"{value:g}"}, said=self.says)

    def source_with(self, value: float) -> bytes:
        """The submission with another value of the family's constant."""
        constant = self._constant()
        text = self.source.decode()
        return (text[: constant.start(2)] + repr(value) + text[constant.end(2) :]).encode()

    def _constant(self) -> re.Match[str]:
        assert self.family
        found = re.search(rf"^({self.family.name} = )(\S+)$", self.source.decode(), re.MULTILINE)
        if not found:
            raise LessonError(sentence("course.family_line", path=str(self.path), name=self.family.name))
        return found


def read_misconception(path: Path, solution: Path, known: Sequence[str] = ()) -> Misconception:
    """The contract in the file's docstring; raises LessonError when a part is missing.

    known: the languages in which its sentence may stand, `says:` in the first. Its tests and its sentence in other languages may be
    missing: `dlgrade lint` says so.
    """
    written = path.read_bytes()
    try:
        text = _docstring(written)
    except (SyntaxError, ValueError) as error:
        raise LessonError(sentence("wrong.no_python", path=str(path), error=str(error))) from None
    says = sides("says", known or languages())
    belief, *rest = re.split(rf"^(expect|{'|'.join(says)}|whole|family)(?::| =)", text, flags=re.MULTILINE)
    fields = {key: " ".join(value.split()) for key, value in zip(rest[::2], rest[1::2], strict=True)}
    if not fields.get("says") or not belief.strip():
        lacking = sentence("course.belief") if fields.get("says") else "'says:'"
        raise LessonError(sentence("course.docstring", path=str(path), lacking=lacking))
    if fields.get("whole", "true") != "true":
        raise LessonError(sentence("course.whole", path=str(path)))
    return Misconception(
        name=path.stem,
        belief=" ".join(belief.split()),
        expect=tuple(sorted(name.strip() for name in fields.get("expect", "").split(",") if name.strip())),
        says=by_language(
            fields["says"],
            {language: fields[key] for key, language in says.items() if key != "says" and fields.get(key)},
            says["says"],
        ),
        path=path,
        written=written,
        solution=solution,
        whole="whole" in fields,
        family=_family(fields["family"], path) if "family" in fields else None,
    )


@lru_cache(maxsize=256)
def _docstring(source: bytes) -> str:
    return ast.get_docstring(ast.parse(source)) or ""


def _family(text: str, path: Path) -> Family:
    found = re.fullmatch(r"(_\w+) from (\S+) to (\S+)", text)
    try:
        if found:
            return Family(found[1], float(found[2]), float(found[3]))
    except ValueError:
        pass
    raise LessonError(sentence("course.family", path=str(path), text=text))
