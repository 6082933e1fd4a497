"""The processes that this one has started, where the kernel has no /proc, as on macOS: psutil asks it in another way.

A process whose parent has ended is found by its session, which the worker begins: one that begins a session of its own and loses
its parent within the same twentieth of a second is lost.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any

__all__ = ["cpu_seconds", "members", "memory_bytes"]

_sessions: set[int] = set()  # of the submission that runs


def members(*, dead: bool = False) -> list[int]:
    """Their pids. dead: and of those that nobody has buried yet."""
    import psutil

    own = os.getsid(0)
    children = {child.pid for child in psutil.Process().children(recursive=True)}
    _sessions.update(session for pid in children if (session := _session(pid)) not in (0, own))
    found = children | {pid for pid in psutil.pids() if _session(pid) in _sessions}
    found = {pid for pid in found if dead or not _is_dead(pid)}
    if not found:
        _sessions.clear()
    return sorted(found)


def memory_bytes(pids: list[int], enough: int) -> int:
    """Bytes of their own; 0 while all that they hold, shared or not, is no more than `enough`."""
    if sum(each.memory_info().rss for each in _living(pids)) <= enough:
        return 0
    return sum(_own_bytes(each) for each in _living(pids))


def cpu_seconds(pids: list[int]) -> float:
    """Processor time of these processes, and of their children that they have buried."""
    times = (each.cpu_times() for each in _living(pids))
    return float(sum(each.user + each.system + each.children_user + each.children_system for each in times))


def _living(pids: list[int]) -> Iterator[Any]:
    import psutil

    for pid in pids:
        with contextlib.suppress(psutil.Error):  # it has ended meanwhile
            yield psutil.Process(pid)


def _own_bytes(process: Any) -> int:
    import psutil

    try:
        return int(process.memory_full_info().uss)
    except psutil.Error:
        return 0


def _is_dead(pid: int) -> bool:
    import psutil

    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return True


def _session(pid: int) -> int:
    """0 for a process that has ended, or that may not be asked."""
    try:
        return os.getsid(pid)
    except OSError:
        return 0
