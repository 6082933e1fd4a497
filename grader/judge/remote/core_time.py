"""How long a worker has waited for a core that the rest of the machine used: no verdict may hang on how busy it is.

The kernel keeps count (`/proc/PID/schedstat`: nanoseconds on a core, nanoseconds on a run queue). What a submission's own threads and
processes used is taken off again, so that one that keeps the cores busy by itself gains no time. Where the kernel does not
count, nothing is waited for.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["seconds_waited"]

TICKS = os.sysconf("SC_CLK_TCK")
NANO = 1e9


def seconds_waited(pid: int, adopter: int = 0) -> float:
    """Seconds since its start that the first thread of this process was ready to run, while others than its own family ran.

    adopter: who adopts the process's orphans; by default its parent.
    """
    try:
        on_core, queued, _ = map(int, Path(f"/proc/{pid}/schedstat").read_text().split())
    except (OSError, ValueError):
        return 0.0
    own = sum(map(_seconds_used, family_of(pid, adopter))) - on_core / NANO
    return max(0.0, queued / NANO - max(0.0, own))


def family_of(pid: int, adopter: int = 0) -> set[int]:
    """The process, its descendants, and those of them that its parent, or the adopter, has adopted."""
    alive = {int(name): _origin(int(name)) for name in os.listdir("/proc") if name.isdigit()}
    parent, started = alive.get(pid, (0, 0))
    family = {pid} | {each for each, (its, since) in alive.items() if its == (adopter or parent) and since >= started}
    while more := {each for each, (its, _) in alive.items() if its in family} - family:
        family |= more
    return family


def _origin(pid: int) -> tuple[int, int]:
    """A process's parent, and when it was started, in ticks since the boot."""
    try:
        fields = _stat(pid)
        return int(fields[1]), int(fields[19])
    except (OSError, ValueError, IndexError):  # it has ended meanwhile
        return -1, 0


def _seconds_used(pid: int) -> float:
    """Seconds on a core of all threads of a process, and of its children that have ended."""
    try:
        return sum(map(int, _stat(pid)[11:15])) / TICKS
    except (OSError, ValueError):
        return 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; a process's name may hold anything."""
    return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].decode("ascii", "replace").split()
