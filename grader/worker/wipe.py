"""Removes what a submission left, however it was laid out, and says whether nothing is left."""

from __future__ import annotations

import os
import stat
import uuid
from pathlib import Path

from grader.worker import confine

__all__ = ["wipe"]


def wipe(folders: list[Path], uid: int | None) -> bool:
    """Remove everything in `folders` that belongs to `uid` (None: to this process's user); whether nothing is left.

    With a uid it is done as that user: root must not follow what a student laid out.
    """
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
