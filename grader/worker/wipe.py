"""Removes what a submission left, however it was laid out, and says whether nothing is left."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import uuid
from pathlib import Path

from grader.worker import confine

__all__ = ["Attributes", "attributes", "wipe"]

FS_IOC_GETFLAGS = 0x80086601
Attributes = tuple[
    int, int, int, int, dict[str, bytes]
]  # mode, owner, group, flags, extended attributes and lists of access


def attributes(folders: list[Path]) -> list[Attributes]:
    """What a submission could leave on the folders themselves, which outlive it. Their times are put back to the year 1970."""
    return [_attributes(folder) for folder in folders]


def _attributes(folder: Path) -> Attributes:
    found = os.stat(folder, follow_symlinks=False)
    names = os.listxattr(folder, follow_symlinks=False) if hasattr(os, "listxattr") else []
    extended = {name: os.getxattr(folder, name, follow_symlinks=False) for name in names}
    with contextlib.suppress(PermissionError):  # where it is not ours it is no submission's either
        os.utime(folder, (0, 0), follow_symlinks=False)
    return found.st_mode, found.st_uid, found.st_gid, _flags(folder), extended


def _flags(folder: Path) -> int:
    """Those of chattr(1); 0 where the file system has none."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        return int.from_bytes(fcntl.ioctl(fd, FS_IOC_GETFLAGS, bytes(8))[:4], "little")
    except OSError:
        return 0
    finally:
        os.close(fd)


def wipe(folders: list[Path], uid: int | None, before: list[Attributes]) -> bool:
    """Remove everything in `folders` that belongs to `uid` (None: to this process's user); whether nothing is left.

    With a uid it is done as that user: root must not follow what a student laid out. before: the folders' own attributes, which cannot
    all be put back; where one is another now, something is left.
    """
    if not _emptied(folders, uid):
        return False
    try:
        return attributes(folders) == before
    except OSError:
        return False


def _emptied(folders: list[Path], uid: int | None) -> bool:
    if uid is None:
        return all(_empty(folder, os.getuid()) for folder in folders)
    helper = os.fork()
    if helper == 0:
        clean = False
        try:
            confine.become(uid)
            clean = all(_empty(folder, uid) for folder in folders)
        finally:
            os._exit(0 if clean else 1)
    return os.waitpid(helper, 0)[1] == 0


def _empty(folder: Path, owner: int) -> bool:
    try:
        while mine := [entry for entry in os.scandir(folder) if entry.stat(follow_symlinks=False).st_uid == owner]:
            for entry in mine:
                _remove(entry, folder)
    except OSError:
        return False  # the whole sandbox is thrown away
    return True


def _remove(entry: os.DirEntry[str], top: Path) -> None:
    """Remove a file, or a folder whose own folders are moved up to `top` first: no tree is too deep for that.

    A folder's permissions are opened before it is looked into, and a folder's own before it is moved.
    """
    if not entry.is_dir(follow_symlinks=False):
        os.unlink(entry.path)
        return
    os.chmod(entry.path, stat.S_IRWXU)
    for inner in os.scandir(entry.path):
        if inner.is_dir(follow_symlinks=False):
            os.chmod(inner.path, stat.S_IRWXU)
            os.rename(inner.path, top / f"{uuid.uuid4()}")
        else:
            os.unlink(inner.path)
    os.rmdir(entry.path)
