"""Removes what a submission left, however it was laid out, and says whether nothing is left."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
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
    def mine(entry: Path) -> bool:
        return entry.lstat().st_uid == owner

    with contextlib.suppress(PermissionError):  # a shared folder such as /tmp is not ours
        os.chmod(folder, stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)
    try:
        for entry in filter(mine, folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, onerror=_unlock)
            else:
                entry.unlink()
        return not any(map(mine, folder.iterdir()))
    except (OSError, RecursionError):  # such as a tree too deep to walk: the whole sandbox is thrown away
        return False


def _unlock(function: object, path: str, error: object) -> None:
    """A folder without permissions hid `path` from rmtree: open both and try once more."""
    with contextlib.suppress(OSError):
        os.chmod(os.path.dirname(path), stat.S_IRWXU)
        if os.path.isdir(path) and not os.path.islink(path):
            os.chmod(path, stat.S_IRWXU)
            shutil.rmtree(path)
        else:
            os.unlink(path)
