"""Temporary folders that a run holds while it lives: what a killed run left is removed by the next one.

A folder is locked from before it has its name, so one of that name that nobody holds is of a run that is dead.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["HeldFolder", "held_folder"]

UNNAMED = ".dlgrade-new-"


class HeldFolder:
    """An empty folder in the temporary one, of a name that begins with `prefix`; those of dead runs are removed first."""

    def __init__(self, prefix: str) -> None:
        parent = Path(tempfile.gettempdir())
        for path in parent.glob(f"{prefix}*"):
            _remove_if_dead(path)
        new = Path(tempfile.mkdtemp(prefix=UNNAMED, dir=parent))
        self._lock = os.open(new, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.path = new.rename(parent / f"{prefix}{new.name.removeprefix(UNNAMED)}")

    def close(self) -> None:
        """Remove it and all that is in it. Closed again, it does nothing."""
        shutil.rmtree(self.path, ignore_errors=True)
        lock, self._lock = self._lock, -1
        if lock >= 0:
            os.close(lock)


@contextlib.contextmanager
def held_folder(prefix: str) -> Iterator[Path]:
    """`HeldFolder` as a context manager."""
    folder = HeldFolder(prefix)
    try:
        yield folder.path
    finally:
        folder.close()


def _remove_if_dead(path: Path) -> None:
    try:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:  # another user's, or gone
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)
    except OSError:  # somebody holds it
        pass
    finally:
        os.close(lock)
