"""Whether this machine is ready for the course, and where the learner is: what `dlgrade start` says on one screen."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterator

from msgspec import Struct

from grader.course.catalogue import catalogue, folder_of
from grader.course.lessons import Course
from grader.errors import UsageError, said_by
from grader.learner.progress import progress, to_go_on
from grader.sandbox import choose
from grader.sentences import Text, render, text

__all__ = ["Finding", "examine", "lines"]


class Finding(Struct, frozen=True):
    """One line. fit: all is well; a finding that is not fit says what to type."""

    fit: bool
    said: Text


def examine(course: Course) -> list[Finding]:
    """Python, PyTorch, sandbox and data, without importing PyTorch."""
    return [_python(), *([_torch()] if _wants_torch(course) else []), _sandbox(), *_data(course)]


def lines(course: Course, language: str) -> Iterator[str]:
    """What was found, and the next step."""
    found = examine(course)
    yield from (f"{'✓' if each.fit else '✗'} {render(each.said, language)}" for each in found)
    copies = [progress(lesson) for lesson in course.lessons()]
    yield ""
    id = "start.far_public" if any(each.public for each in copies) else "start.far"
    yield render(text(id, n=sum(each.full for each in copies), lessons=len(copies)), language)
    if left := to_go_on(copies):
        yield left.next_step(language)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(True, text("start.python", version=version))


def _wants_torch(course: Course) -> bool:
    return any(lesson.runtime == "torch" for lesson in course.lessons())


def _torch() -> Finding:
    try:
        version = importlib.metadata.version("torch")
        importlib.metadata.version("torchvision")
    except importlib.metadata.PackageNotFoundError:
        return Finding(False, text("start.no_torch"))
    return Finding(True, text("start.torch", version=version))


def _sandbox() -> Finding:
    try:
        backend = choose("auto", own_code=True)
    except UsageError as error:
        return Finding(False, text("start.no_sandbox", said=said_by(error)))
    return Finding(True, text("start.sandbox", name=backend.name))


def _data(course: Course) -> list[Finding]:
    known = catalogue(course.root)
    there = sorted(name for name, each in known.items() if folder_of(each))
    missing = sorted(set(known) - set(there))
    if missing:
        return [Finding(True, text("start.stand_in", names=", ".join(missing)))]
    return [Finding(True, text("start.data", names=", ".join(there)))] if there else []
