"""Finds the submissions of a class in a folder or archive, as teachers and their platforms really store them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.intake import platforms
from grader.intake.handins import KINDS, Found, HandIn, is_folder, is_litter, kind_of, settle
from grader.intake.names import clean
from grader.intake.unpack import ENTRIES, is_archive, unpack

__all__ = ["Discovery", "Found", "discover"]

NOT_HANDED_IN = re.compile(r"readme(\.\w+)?|.*\.(csv|tsv|ya?ml|log)", re.IGNORECASE)  # what teachers keep beside them


@dataclass(frozen=True)
class Discovery:
    """What was found: one submission a student, in the order of their names, and all that was left out, with the reason."""

    form: str
    found: tuple[Found, ...]
    ignored: tuple[str, ...]


def discover(path: Path, lesson: Lesson, room: Path, out: Path | None = None) -> Discovery:
    """All submissions at `path`, a folder or an archive, which is unpacked into the empty folder `room`.

    out: a folder in it that holds no submission, but what is made of them.

    Raises UsageError when there are none, when there are too many, or when two count as one student's.
    """
    if not path.exists():
        raise UsageError(f"{path} does not exist. Name the folder or the archive that holds the submissions.")
    refused: list[Found] = []
    if path.is_file() and is_archive(path):
        refused = [
            Found(clean(name), None, "an archive", f"It could not be unpacked: {clean(reason)}.")
            for name, reason in unpack(path, room)
            if not any(map(is_litter, name.replace("\\", "/").split("/")))
        ]
        path = room
    elif not path.is_dir():
        raise UsageError(f"{path} is neither a folder nor an archive of submissions. For one: `dlgrade check`.")
    folder = _innermost(path, lesson)
    entries, ignored = _entries(folder)
    if out and (own := [each for each in entries if _same(folder, each, out)]):
        entries.remove(own[0])
        ignored.append(f"{own[0].name}: where the grades go")
    form, handins, left_out = _read(folder, entries, lesson)
    found = _once_each([*(settle(handin, form, lesson) for handin in handins), *refused])
    if not found:
        what = f"only {', '.join([*ignored, *left_out][:5])}" if ignored or left_out else "nothing"
        raise UsageError(f"{path} holds no submissions: {what}. docs/instructors.md shows what may lie there.")
    return Discovery(form, tuple(sorted(found, key=lambda each: each.student)), (*ignored, *left_out))


def _read(folder: Path, entries: list[Path], lesson: Lesson) -> tuple[str, list[HandIn], list[str]]:
    """The form of the folder, what was handed in, and what was left out."""
    names = [entry.name for entry in entries]
    if platforms.METADATA in names:
        return "Gradescope's download", *platforms.gradescope(folder, entries)
    if folder.name == "submitted":
        return "nbgrader's submitted/", *platforms.nbgrader(entries, lesson)
    if any(platforms.MOODLE.match(name) for name in names):
        return "Moodle's download", *platforms.moodle(entries)
    if sum(bool(platforms.CANVAS.match(name)) for name in names) * 2 > len(names):
        return "Canvas's download", *platforms.canvas(entries)
    return _plain(entries, lesson)


def _plain(entries: list[Path], lesson: Lesson) -> tuple[str, list[HandIn], list[str]]:
    """One file, folder or archive a student; its name is the student's."""
    ignored = [f"{clean(entry.name)}: no submission" for entry in entries if NOT_HANDED_IN.fullmatch(entry.name)]
    handins = []
    for entry in entries:
        if NOT_HANDED_IN.fullmatch(entry.name):
            continue
        kind = "" if is_folder(entry) else next((each for each in KINDS if entry.name.lower().endswith(each)), None)
        problem = ""
        if kind is None and kind_of(entry) == "file":
            problem = f"{clean(entry.name)} is of no kind that {lesson.id} takes: {', '.join(KINDS)}."
        ending = len(entry.suffix if kind is None else kind)
        handins.append(HandIn(clean(entry.name[: len(entry.name) - ending]), [(entry.name, entry)], problem))
    form = "one folder a student" if any(map(is_folder, entries)) else "one file a student"
    return form, handins, ignored


def _entries(folder: Path) -> tuple[list[Path], list[str]]:
    """What lies in the folder, by name, and what of it is nobody's work."""
    entries, ignored = [], []
    with os.scandir(folder) as inside:
        for count, entry in enumerate(inside, 1):
            if count > ENTRIES:
                raise UsageError(f"{folder} holds more than {ENTRIES:,} entries: is it the folder of submissions?")
            if is_litter(entry.name):
                ignored.append(f"{clean(entry.name)}: left behind by a program")
            else:
                entries.append(Path(entry.path))
    return sorted(entries), sorted(ignored)


def _same(folder: Path, entry: Path, out: Path) -> bool:
    """Whether the entry itself, not what a link of that name leads to, is `out`."""
    return os.path.join(os.path.realpath(folder), entry.name) == os.path.realpath(out)


def _innermost(folder: Path, lesson: Lesson) -> Path:
    """Into a folder that only wraps the submissions, and into nbgrader's submitted/."""
    for _ in range(4):
        entries, _ = _entries(folder)
        if is_folder(folder / "submitted"):
            return folder / "submitted"
        if len(entries) != 1 or folder.name == "submitted" or not _wraps(entries[0], lesson):
            return folder
        folder = entries[0]
    return folder


def _wraps(folder: Path, lesson: Lesson) -> bool:
    """Whether this only entry is a folder around the class, and not the folder of a single student."""
    if not is_folder(folder) or platforms.MOODLE.match(folder.name):
        return False
    inside = [path for path in _entries(folder)[0] if path.name != "test_public.py"]
    if {lesson.facts.file, Path(lesson.facts.file).stem + ".ipynb"} & {path.name for path in inside}:
        return False
    return len(inside) > 1 or any(map(is_folder, inside))


def _once_each(found: Iterable[Found]) -> list[Found]:
    """One submission a student: the latest where the platform says when; else both are named."""
    students: dict[str, Found] = {}
    twice = []
    for each in found:
        other = students.setdefault(each.student, each)
        if other is each:
            continue
        if other.handed_in is None or each.handed_in is None:
            twice.append(f"{each.student}: {_name(other)} and {_name(each)}")
        elif each.handed_in > other.handed_in:
            students[each.student] = each
    if twice:
        raise UsageError(
            "Two submissions of one student, and nothing says which counts. Remove one of each:\n  "
            + "\n  ".join(twice)
        )
    return list(students.values())


def _name(found: Found) -> str:
    return clean(str(found.path)) if found.path else f"one that cannot be read ({found.problem})"
