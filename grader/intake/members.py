"""What one student handed in, as a list of files in memory: folders and archives are looked into, nothing is written, no link is followed."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from grader.errors import is_machines, machine_fault
from grader.intake.archive import (
    ARCHIVE_BYTES,
    MEMBERS,
    UNPACKED_BYTES,
    ArchiveProblem,
    Member,
    archive_members,
    is_archive,
)
from grader.sentences import Part, text

__all__ = ["Given", "Levels", "base", "is_folder", "is_litter", "kind_of", "members_of", "opened"]

Given = list[tuple[str, Path]]  # files and folders, by the names that the student gave them

DEPTH = 12  # of folders
ARCHIVE_DEPTH = 3  # of archives in archives
ARCHIVES = 8  # that are opened of one hand-in
LITTER = {"__macosx", "__pycache__", "thumbs.db", "desktop.ini", "icon\r", "venv", "site-packages", "node_modules"}
BYTECODE = re.compile(r".*\.py[co]|~\$.*", re.IGNORECASE | re.DOTALL)


def base(name: str) -> str:
    """The last part of a name, whichever way its folders are written."""
    return name.rstrip("/\\").replace("\\", "/").rpartition("/")[2]


def is_litter(name: str) -> bool:
    """What operating systems, editors and programs leave behind."""
    hidden = name.startswith(".") and name.strip(".") != ""
    return hidden or name.casefold() in LITTER or bool(BYTECODE.fullmatch(name))


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


class Levels:
    """What was handed in, level by level: what lies in folders, then what the archives there hold, three archives deep.

    problems: why archives cannot be read.
    """

    def __init__(self, given: Given) -> None:
        """Raises ArchiveProblem where there are too many files."""
        self._levels = [members_of(given)]
        self._opened = 0
        self._room = UNPACKED_BYTES
        self.problems: list[Part] = []

    def __iter__(self) -> Iterator[list[Member]]:
        for depth in range(ARCHIVE_DEPTH + 1):
            if depth == len(self._levels):
                self._levels.append(self._inside(self._levels[-1]))
            if not self._levels[depth] and depth:
                return
            yield self._levels[depth]

    def seen(self) -> list[Member]:
        """All members of the levels that were looked at."""
        return [member for level in self._levels for member in level]

    def _inside(self, level: list[Member]) -> list[Member]:
        found: list[Member] = []
        for archive in level:
            if archive.kind != "file" or not is_archive(archive.name):
                continue
            self._opened += 1
            if self._opened > ARCHIVES:
                self.problems.append(text("intake.archives", count=ARCHIVES))
                break
            try:
                data = archive.read(ARCHIVE_BYTES + 1)
                members = archive_members(base(archive.name), data, self._room)
                self._room -= sum(member.size for member in members)
                for member in members:
                    name = member.name.replace("\\", "/")
                    if not any(map(is_litter, name.split("/"))):
                        found.append(member._replace(name=f"{archive.name}/{name.removeprefix('./')}"))
            except ArchiveProblem as problem:
                self.problems.append(problem.said)
        if len(found) > MEMBERS:
            raise ArchiveProblem(text("intake.archive_members", count=f"{MEMBERS:,}"))
        return found


def opened(given: Given) -> Given:
    """What lies in the folder, where a single folder was handed in: it has no say, whatever it is called."""
    if len(given) != 1 or not is_folder(given[0][1]):
        return given
    try:
        with os.scandir(given[0][1]) as entries:
            inside = sorted(islice((entry.name for entry in entries), 2 * MEMBERS))
    except OSError as error:
        raise _refused(error, given[0][0]) from None
    return [(name, given[0][1] / name) for name in inside if not is_litter(name)]


def members_of(given: Given) -> list[Member]:
    """All files below these paths but litter, in the order of their names. Raises ArchiveProblem where there are too many."""
    found = list(islice((member for name, path in opened(given) for member in _walk(name, path)), MEMBERS + 1))
    if len(found) > MEMBERS:
        raise ArchiveProblem(text("intake.folder_members", count=f"{MEMBERS:,}"))
    return found


def _walk(name: str, path: Path, depth: int = DEPTH) -> Iterator[Member]:
    """What lies there; an empty folder is a member too, since it may stand where the file should."""
    try:
        status = path.lstat()
        kind = kind_of(path)
        if kind == "a folder" and depth:
            with os.scandir(path) as entries:
                inside = [entry.name for entry in islice(entries, 2 * MEMBERS)]  # more is too many in any order
    except OSError as error:
        raise _refused(error, name) from None
    if kind != "a folder":
        yield Member(name, kind, status.st_size, status.st_mtime, lambda size: read_file(path, size))
    elif depth and inside:
        for other in sorted(inside):
            if not is_litter(other):
                yield from _walk(f"{name}/{other}", path / other, depth - 1)
    elif depth:
        yield Member(name, kind, 0, 0, lambda size: b"")


def read_file(path: Path, limit: int) -> bytes:
    """At most `limit` bytes of a regular file, opened without following a link.

    Raises ArchiveProblem where the student's own doing is in the way, GraderFault where it is the machine's.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(fd, "rb") as file:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise ArchiveProblem(text("intake.not_regular"))
            return file.read(limit)
    except (OSError, MemoryError) as error:
        raise _refused(error, path.name) from None


def _refused(error: OSError | MemoryError, name: str) -> Exception:
    if isinstance(error, OSError) and not is_machines(error):
        return ArchiveProblem(text("intake.unreadable", why=str(error.strerror)))
    return machine_fault(error, name)
