"""Which claims of a lesson are tried at home, where a release has its public tests alone."""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.course.lessons import Lesson
from grader.course.unfit import unfit
from grader.errors import LessonError
from grader.sentences import Text, text

__all__ = ["HomeClaim", "PublicClaims", "claims_file", "home_claims", "read_caught", "tried_claims", "write_caught"]

HEAD = "# Which public tests each misconception fails, and which it takes the hidden suite to find. Written by `dlgrade lint --fix`.\n"


class PublicClaims(Struct, frozen=True):
    """public.toml of a lesson. by: for each misconception that a public test fails, those tests. hidden: the others."""

    hidden: list[str] = []
    by: dict[str, list[str]] = {}


class HomeClaim(Struct, frozen=True):
    """A claim of the hidden suite. tried: every known mistake against it fails a public test."""

    task: int
    claim: Text
    tried: bool


def caught_file(lesson: Lesson) -> Path:
    return lesson.instructor / "public.toml"


def read_caught(lesson: Lesson) -> PublicClaims | None:
    """None where the lesson has no such file; raises LessonError for one that is not as it must be."""
    path = caught_file(lesson)
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), PublicClaims)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise LessonError(text("course.claims", path=str(path), error=unfit(error), lesson=lesson.id)) from None


def write_caught(lesson: Lesson, caught: PublicClaims) -> bool:
    """Whether the file was not so yet."""
    hidden = "".join(f'    "{name}",\n' for name in sorted(caught.hidden))
    by = "".join(f"{name} = {msgspec.json.encode(tests).decode()}\n" for name, tests in sorted(caught.by.items()))
    text = f"{HEAD}hidden = [{chr(10) if hidden else ''}{hidden}]\n\n[by]\n{by}"
    path = caught_file(lesson)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True


def tried_claims(lesson: Lesson, claims: dict[str, Text], tasks: dict[str, int]) -> list[HomeClaim]:
    """Each claim of the hidden suite, by the suite's order. claims, tasks: by the name of the test."""
    caught = read_caught(lesson) or PublicClaims()
    unseen = {test for each in lesson.misconceptions if each.name not in caught.by for test in each.expect}
    seen = {test for each in lesson.misconceptions if each.name in caught.by for test in each.expect}
    return [HomeClaim(tasks[name], claim, name in seen - unseen) for name, claim in claims.items() if name in tasks]


def claims_file(root: Path, lesson: Lesson) -> Path:
    """Where a released course, `root`, has them."""
    return root / ".claims" / f"{lesson.name}.json"


def home_claims(lesson: Lesson) -> list[HomeClaim]:
    """None where the whole suite is at hand, or the course was released without them."""
    if lesson.has_hidden_suite:
        return []
    with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError):
        return msgspec.json.decode(claims_file(lesson.root, lesson).read_bytes(), type=list[HomeClaim])
    return []
