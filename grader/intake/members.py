"""What one student handed in, as a list of files in memory: folders and archives are looked into, nothing is written, no link is followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from grader.errors import is_machines, machine_fault
from grader.intake.archive import (
    ARCHIVE_BYTES,
    LISTED,
    MEMBERS,
    UNPACKED_BYTES,
    ArchiveProblem,
    Member,
    archive_members,
    is_archive,
)
from grader.intake.file_names import base, ending_of, is_litter, listed
from grader.sentences import Part, text

__all__ = ["Given", "Levels", "is_folder", "kind_of", "members_of", "opened"]

Given = list[tuple[str, Path]]  # files and folders, by the names that the student gave them

DEPTH = 12  # of folders
ARCHIVE_DEPTH = 3  # of archives in archives
ARCHIVES = 8  # that are opened of one hand-in


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

    problems: why archives cannot be read. litter: names of what programs left there, which is passed over.
    """

    def __init__(self, given: Given) -> None:
        """Raises ArchiveProblem where there are too many files."""
        self.litter: list[str] = []
        self._levels = [members_of(given, self.litter)]
        self._opened = 0
        self._deep = False
        self._room = UNPACKED_BYTES
        self.problems: list[Part] = []

    def __iter__(self) -> Iterator[list[Member]]:
        for depth in range(ARCHIVE_DEPTH + 1):
            if depth == len(self._levels):
                self._levels.append(self._inside(self._levels[-1]))
            if not self._levels[depth] and depth:
                return
            yield self._levels[depth]
        deeper = [member.name for member in self._levels[-1] if member.kind == "file" and is_archive(member.name)]
        if deeper and not self._deep:
            self._deep = True
            self.problems.append(text("intake.archive_deep", name=listed(map(base, deeper), 1), count=ARCHIVE_DEPTH))

    def seen(self) -> list[Member]:
        """All members of the levels that were looked at."""
        return [member for level in self._levels for member in level]

    def _inside(self, level: list[Member]) -> list[Member]:
        found: list[Member] = []
        for archive in level:
            if archive.kind != "file" or not is_archive(archive.name):
                continue
            if self._opened == ARCHIVES:
                self.problems.append(text("intake.archives", count=ARCHIVES))
                break
            found += self._unpacked(archive)
            _bounded(found)
        return found

    def inside(self, archive: Member) -> Levels:
        """What this archive holds, whatever its name says."""
        inner = Levels([])
        inner._levels = [self._unpacked(archive)]
        inner._opened, inner._room = self._opened, self._room
        return inner

    def _unpacked(self, archive: Member) -> list[Member]:
        self._opened += 1
        try:
            members = archive_members(base(archive.name), archive.read(ARCHIVE_BYTES + 1), self._room, counts)
        except ArchiveProblem as problem:
            self.problems.append(problem.said)
            return []
        self._room -= sum(member.size for member in members if counts(member.name))
        members = [member._replace(name=f"{archive.name}/{member.name}") for member in members]
        self.litter += [member.name for member in members if _in_litter(member.name.removeprefix(archive.name))]
        return [member for member in members if not _in_litter(member.name.removeprefix(archive.name))]


def counts(name: str) -> bool:
    """Whether a file of this name is worth reading: code, or an archive. All else needs no unpacking."""
    return bool(ending_of(name) or is_archive(name)) and not _in_litter(name)


def _in_litter(name: str) -> bool:
    return any(map(is_litter, name.replace("\\", "/").split("/")))


def _bounded(found: list[Member]) -> None:
    if len(found) > LISTED:
        raise ArchiveProblem(text("intake.many_listed", count=f"{LISTED:,}"))
    if sum(counts(member.name) for member in found) > MEMBERS:
        raise ArchiveProblem(text("intake.many_members", count=f"{MEMBERS:,}"))


def opened(given: Given, litter: list[str] | None = None) -> Given:
    """What lies in the folder, where a single folder was handed in: it has no say, whatever it is called. litter: takes the names of what
    is passed over."""
    if len(given) != 1 or not is_folder(given[0][1]):
        return given
    try:
        with os.scandir(given[0][1]) as entries:
            inside = sorted(islice((entry.name for entry in entries), 2 * LISTED))
    except OSError as error:
        raise _refused(error, given[0][0]) from None
    if litter is not None:
        litter += filter(is_litter, inside)
    return [(name, given[0][1] / name) for name in inside if not is_litter(name)]


def members_of(given: Given, litter: list[str]) -> list[Member]:
    """All files below these paths but litter, in the order of their names. Raises ArchiveProblem where there are too many."""
    walked = (member for name, path in opened(given, litter) for member in _walk(name, path, litter))
    found = list(islice(walked, LISTED + 1))
    _bounded(found)
    return found


def _walk(name: str, path: Path, litter: list[str], depth: int = DEPTH) -> Iterator[Member]:
    """What lies there; an empty folder is a member too, since it may stand where the file should."""
    try:
        status = path.lstat()
        kind = kind_of(path)
        if kind == "a folder" and depth:
            with os.scandir(path) as entries:
                inside = [entry.name for entry in islice(entries, 2 * LISTED)]  # more is too many in any order
    except OSError as error:
        raise _refused(error, name) from None
    if kind != "a folder":
        yield Member(name, kind, status.st_size, status.st_mtime, lambda size: read_file(path, size))
    elif depth and inside:
        for other in sorted(inside):
            if is_litter(other):
                litter.append(f"{name}/{other}")
            else:
                yield from _walk(f"{name}/{other}", path / other, litter, depth - 1)
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
