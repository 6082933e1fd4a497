"""From what one student handed in, the one file that is graded."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from grader.course.lessons import Lesson
from grader.intake.archive import MEMBERS, SUFFIXES
from grader.intake.names import clean

__all__ = ["KINDS", "Found", "HandIn", "is_folder", "is_litter", "pick", "settle"]

KINDS = (".py", ".ipynb", *SUFFIXES)
DEPTH = 12
LITTER = {"__macosx", "__pycache__", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Found:
    """One student's submission: the file, or why there is none that can be graded (a sentence for the student).

    how: the form in which it was found. also: other names of the student, such as an id and an address.
    """

    student: str
    path: Path | None
    how: str
    problem: str = ""
    late: bool = False
    handed_in: datetime | None = None
    also: tuple[str, ...] = ()


@dataclass
class HandIn:
    """One act of handing in, before it is known which file counts. `paths`: files and folders, by the names that the student gave."""

    student: str
    paths: list[tuple[str, Path]]
    problem: str = ""
    late: bool = False
    handed_in: datetime | None = None
    also: tuple[str, ...] = field(default_factory=tuple)


def is_litter(name: str) -> bool:
    """What operating systems and editors leave behind."""
    return (name.startswith(".") and name.strip(".") != "") or name.casefold() in LITTER


def settle(handin: HandIn, how: str, lesson: Lesson) -> Found:
    """The student's submission."""
    path, problem = (None, handin.problem) if handin.problem else pick(handin.paths, lesson)
    return Found(handin.student, path, how, problem, handin.late, handin.handed_in, handin.also)


def pick(paths: list[tuple[str, Path]], lesson: Lesson) -> tuple[Path | None, str]:
    """The file of these paths that the lesson asks for, or why there is none: by its name, else the only one of its kind."""
    try:
        entries = list(islice((entry for name, path in paths for entry in _walk(name, path)), MEMBERS + 1))
    except OSError as error:
        return None, f"What you handed in cannot be read: {error.strerror}."
    if len(entries) > MEMBERS:
        return None, f"Your folder holds more than {MEMBERS:,} files."
    files = {name: path for name, path, kind in entries if kind == "file"}
    wanted = lesson.facts.file
    for name in (wanted, Path(wanted).stem + ".ipynb"):
        found = [shown for shown in files if shown.split("/")[-1] == name]
        if len(found) > 1:
            return None, f"You handed in {name} {len(found)} times: {_listed(found)}. Hand in one."
        if found:
            return files[found[0]], ""
        if other := [kind for shown, _, kind in entries if shown.split("/")[-1] == name and kind != "file"]:
            return None, f"{name} is {other[0]}, not a file."
    for kinds in ((".py", ".ipynb"), SUFFIXES):
        found = [name for name in files if name.lower().endswith(kinds) and name.split("/")[-1] != "test_public.py"]
        if len(found) > 1:
            return None, f"You handed in several files and none is called {wanted}: {_listed(found)}."
        if found:
            return files[found[0]], ""
    return None, _nothing(entries, wanted)


def _nothing(entries: list[tuple[str, Path, str]], wanted: str) -> str:
    if not entries:
        return f"You handed in nothing: an empty folder. {wanted} was expected."
    if len(entries) == 1 and entries[0][2] != "file":
        return f"What you handed in is {entries[0][2]}, not a file."
    return f"You handed in no {wanted}: {_listed([name for name, _, _ in entries])}."


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(clean(re.sub(r"\s+", " ", name))[:80] for name in sorted(names)[:5]) + more


def _walk(name: str, path: Path, depth: int = DEPTH) -> Iterator[tuple[str, Path, str]]:
    """All below `path` but litter, as (name, path, kind); no link is followed."""
    kind = kind_of(path)
    if kind != "a folder":
        yield name, path, kind
        return
    if not depth:
        return
    with os.scandir(path) as entries:
        inside = [entry.name for entry in islice(entries, 2 * MEMBERS)]  # more is too many in any order
    for other in sorted(inside):
        if not is_litter(other):
            yield from _walk(f"{name}/{other}", path / other, depth - 1)


def is_folder(path: Path) -> bool:
    """Whether it is a folder itself, not a link to one."""
    return path.is_dir() and not path.is_symlink()


def kind_of(path: Path) -> str:
    """`file`, or what else it is, in words."""
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return "file"
    words = {stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket"}
    return words.get(stat.S_IFMT(mode), "a device")
