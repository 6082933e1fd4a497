"""How much of the disk a submission holds, where no file system of limited size holds it to that."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from grader.wire.messages import Confinement
from grader.worker.processes import members

__all__ = ["disk_bytes"]

LONGEST_PATH = 3800  # what lies deeper could not be looked at: nobody needs it
ENTRY_BYTES = 4096  # a name costs something too: without it, empty files without number would be free
BLOCK_BYTES = 512


def disk_bytes(confinement: Confinement, enough: int) -> int:
    """Bytes of the files that the submission has written, in its folders or open without a name; at most `enough` and one.

    Counting ends as soon as there are too many, so that a million files cost no more time than the limit allows; so
    does a tree too deep to be looked at.
    """
    owner = os.getuid() if confinement.worker_uid is None else confinement.worker_uid
    used = 0
    for path, status in _written(confinement, owner):
        used += ENTRY_BYTES + status.st_blocks * BLOCK_BYTES
        if used > enough or len(path) > LONGEST_PATH:
            return enough + 1
    return used


def _written(confinement: Confinement, owner: int) -> Iterator[tuple[str, os.stat_result]]:
    folders = list(confinement.wipe)
    while folders:
        for path, status in _entries(folders.pop()):
            if status.st_uid == owner:
                yield path, status
                if stat.S_ISDIR(status.st_mode):
                    folders.append(path)
    # Of each thread: it may have open files of its own.
    tasks = (task for pid in members(confinement) for task, _ in _entries(f"/proc/{pid}/task"))
    nameless = {}
    for path, status in (found for task in tasks for found in _entries(f"{task}/fd", follow=True)):
        if stat.S_ISREG(status.st_mode) and status.st_nlink == 0 and status.st_uid == owner:
            nameless[status.st_dev, status.st_ino] = path, status
    yield from nameless.values()


def _entries(folder: str, *, follow: bool = False) -> Iterator[tuple[str, os.stat_result]]:
    """What is there just now; it may change at any moment, or be locked against us."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        try:
            yield f"{folder}/{name}", Path(folder, name).stat(follow_symlinks=follow)
        except OSError:
            continue
