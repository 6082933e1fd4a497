"""A misconception: what students believe, the tests that it makes fail, and the wrong program, read into the lesson's solution."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from importlib.util import decode_source
from pathlib import Path

from msgspec import Struct

from grader.course.overlay import compose
from grader.errors import LessonError

__all__ = ["Misconception", "read_misconception"]


class Misconception(Struct, frozen=True, dict=True):
    """A known wrong submission: the belief, the tests that it must fail, the sentence that the student reads.

    written: its file, the definitions that differ from those of the lesson's `solution`, or a whole program.
    """

    name: str
    belief: str
    expect: tuple[str, ...]
    says: str
    says_zh: str
    path: Path
    written: bytes
    solution: Path
    whole: bool = False

    @cached_property
    def source(self) -> bytes:
        """The submission, read into the solution when it is first asked for; raises LessonError where it has no place there."""
        if self.whole:
            return self.written
        try:
            return compose(decode_source(self.solution.read_bytes()), decode_source(self.written)).encode()
        except OSError as error:
            raise LessonError(f"{self.solution} cannot be read: {error.strerror}.") from None
        except (SyntaxError, ValueError) as error:
            raise LessonError(f"{self.path}: {error}.") from None

    def sentence(self, language: str) -> str:
        return self.says_zh if language == "zh" else self.says


def read_misconception(path: Path, solution: Path) -> Misconception:
    """The contract in the file's docstring; raises LessonError when a part is missing.

    Its tests may be missing: then none of them is explained by it, and `dlgrade lint` says so.
    """
    written = path.read_bytes()
    try:
        text = ast.get_docstring(ast.parse(written)) or ""
    except (SyntaxError, ValueError) as error:
        raise LessonError(f"{path} is no Python file: {error}.") from None
    belief, *rest = re.split(r"^(expect|says|says_zh|whole)(?::| =)", text, flags=re.MULTILINE)
    fields = {key: " ".join(value.split()) for key, value in zip(rest[::2], rest[1::2], strict=True)}
    missing = [key for key in ("says", "says_zh") if not fields.get(key)]
    if missing or not belief.strip():
        lines = ", ".join(f"'{key}:'" for key in missing) or "the belief"
        raise LessonError(f"{path}: its docstring lacks {lines}. docs/authors.md shows one.")
    if fields.get("whole", "true") != "true":
        raise LessonError(f"{path}: write `whole: true` for a whole program, or leave the line out.")
    return Misconception(
        name=path.stem,
        belief=" ".join(belief.split()),
        expect=tuple(sorted(name.strip() for name in fields.get("expect", "").split(",") if name.strip())),
        says=fields["says"],
        says_zh=fields["says_zh"],
        path=path,
        written=written,
        solution=solution,
        whole="whole" in fields,
    )
