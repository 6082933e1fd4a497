"""A class is graded on one and the same data: a set that it was begun with must be there to its end, and a stand-in is said."""

from __future__ import annotations

import hashlib

from grader.classroom.store import Store
from grader.course.catalogue import catalogue, folder_of
from grader.course.data import verified
from grader.course.fetch import named_sets
from grader.course.lessons import Lesson
from grader.errors import GraderFault
from grader.scorecard import Scorecard
from grader.sentences import Line, text

__all__ = ["data_of", "gone_meanwhile", "must_be_there", "real_sets", "stand_in_notes"]


def data_of(lesson: Lesson) -> list[tuple[str, ...]]:
    """What the suite names of data, with its content: the sets that are here, and the course's own files. Others change no scorecard."""
    sets = [(name, *each.files.values()) for name, each in named_sets(lesson).items() if folder_of(each)]
    suite = b"\n".join(path.read_bytes() for path in lesson.suite_modules if path.is_file())
    own = [path for path in sorted((lesson.root / "datasets").rglob("*")) if path.is_file()]
    named = [path for path in own if path.name.encode() in suite]
    return [*sets, *((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in named)]


def real_sets(lesson: Lesson) -> list[str]:
    """The data sets of the catalogue that the suite names and that are here, whole. Raises UsageError for one that is damaged."""
    found = []
    for name, wanted in named_sets(lesson).items():
        if folder := folder_of(wanted):
            for path, sha256 in wanted.files.items():
                verified(folder / path, sha256)
            found.append(name)
    return found


def must_be_there(before: list[str], now: list[str], lesson: Lesson, store: Store) -> None:
    """Raises GraderFault where the class was graded with a data set that is not here now: its stand-in would grade the rest otherwise."""
    for name in before:
        if name not in now:
            files = ", ".join(catalogue(lesson.root)[name].files) if name in catalogue(lesson.root) else name
            raise GraderFault(text("fault.data_missing", name=name, files=files, folder=str(store.folder)))


def stand_in_notes(lesson: Lesson, real: list[str]) -> list[Line]:
    """For each data set that the suite names and that is not here: that its stand-in serves, and what would bring it."""
    return [
        text("class.stand_in", name=name, used=wanted.stand_in, files=", ".join(wanted.files))
        for name, wanted in named_sets(lesson).items()
        if name not in real
    ]


def gone_meanwhile(card: Scorecard, real: list[str]) -> str:
    """The data set that was here when the run began and that this grading did not find; empty where all was there."""
    return next((name for name in real if card.environment.get(f"data {name}", "").startswith("stand-in")), "")
