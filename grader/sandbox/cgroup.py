"""A control group for a sandbox, where this user may make one: the kernel's own count of memory and processes."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import time
from pathlib import Path

from grader.wire.channel import MiB
from grader.wire.messages import Limits

__all__ = ["Cgroup", "available"]

ROOT = Path("/sys/fs/cgroup")
PARENT_MB = 1024  # what the warm parent itself holds
PARENT_PROCESSES = 8
_numbers = itertools.count()

# Where each version keeps its groups, and what the files are called.
V2 = {"memory.max": "memory", "memory.swap.max": "swap", "pids.max": "pids"}
V1 = {"memory/memory.limit_in_bytes": "memory", "pids/pids.max": "pids"}


class Cgroup:
    """One group; `prefix` is the command that puts what follows it into the group."""

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders

    @classmethod
    def make(cls, limits: Limits) -> Cgroup | None:
        """A new group with these limits, or None where none can be made."""
        name = f"dlgrade-{os.getpid()}-{next(_numbers)}"
        values = {
            "memory": (limits.memory_mb + PARENT_MB) * MiB,
            "swap": 0,
            "pids": limits.processes + PARENT_PROCESSES,
        }
        files = V2 if (ROOT / "cgroup.controllers").exists() else V1
        paths = {ROOT / Path(file).parent / name / Path(file).name: values[what] for file, what in files.items()}
        group = cls([])
        try:
            for folder in sorted({path.parent for path in paths}):
                folder.mkdir()
                group.folders.append(folder)
            for path, value in paths.items():
                if path.name != "memory.swap.max" or path.exists():
                    path.write_text(str(value))
        except OSError:
            group.remove()
            return None
        return group

    @property
    def names(self) -> list[str]:
        """Their folders, for a process that joins them by itself."""
        return [str(folder) for folder in self.folders]

    @property
    def prefix(self) -> list[str]:
        joins = " && ".join(f"echo $$ > {folder}/cgroup.procs" for folder in self.folders)
        return ["/bin/sh", "-c", f'{joins} && exec "$@"', "sh"]

    def remove(self) -> None:
        """The group must be empty; the kernel takes a moment to bury the last process."""
        for folder in self.folders:
            for _ in range(100):
                with contextlib.suppress(FileNotFoundError):
                    try:
                        folder.rmdir()
                    except OSError:
                        time.sleep(0.01)
                        continue
                break


@functools.cache
def available() -> bool:
    """Whether this user may make control groups here, found by making one."""
    group = Cgroup.make(Limits())
    if group:
        group.remove()
    return group is not None
