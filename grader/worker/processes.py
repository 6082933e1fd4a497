"""Which processes belong to a submission, how much memory they hold, and how they are killed."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

from grader.wire.messages import Confinement
from grader.worker import family
from grader.worker.confine import LINUX
from grader.worker.kernel_memory import kernel_bytes

__all__ = ["buried_by_holder", "cpu_seconds", "kill_as", "members", "memory_bytes", "signal_all"]


def signal_all(confinement: Confinement) -> None:
    """SIGKILL every process of the submission. Within a namespace nothing forked meanwhile is missed."""
    if confinement.kill == "namespace":
        if os.getpid() != 1:
            raise RuntimeError("kill everything is only for PID 1 of a namespace of its own")
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)  # the kernel holds the process list meanwhile: no fork slips through
    elif confinement.kill == "uid":
        kill_as(confinement.worker_uid or 0)
    else:
        for pid in members(confinement):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def memory_bytes(confinement: Confinement, enough: int) -> int:
    """Bytes that the submission's processes hold beyond what they share with the warm parent.

    The cheap count of pages counts shared ones in each process; only when it passes `enough` are they counted exactly.
    """
    pids = members(confinement)
    if not LINUX:
        return family.memory_bytes(pids, enough)
    kept = kernel_bytes(confinement)
    if kept + sum(map(_pages, pids)) <= enough:
        return 0
    return kept + sum(map(_proportional, pids))


def cpu_seconds(confinement: Confinement) -> float:
    """Processor time of the submission's processes that are not buried, and of those that they have buried."""
    pids = members(confinement, dead=True)
    return sum(map(_cpu_seconds, pids)) if LINUX else family.cpu_seconds(pids)


def buried_by_holder(confinement: Confinement) -> float:
    """Processor time of those that the first process of the sandbox has buried, where that is another than this one."""
    if confinement.kill != "namespace" or os.getpid() == 1:
        return 0.0
    return _ticks(1, slice(13, 15))


def members(confinement: Confinement, *, dead: bool = False) -> list[int]:
    """The pids of the submission's living processes. dead: and of those that nobody has buried yet."""
    if not LINUX:
        return family.members(dead=dead)
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    everyone = {pid: _fields(f"/proc/{pid}") if dead else _status(pid) for pid in pids}
    living = {pid: fields for pid, fields in everyone.items() if fields}
    if confinement.kill == "namespace":
        return [pid for pid in living if pid != 1]
    if confinement.kill == "uid":
        uid = str(confinement.worker_uid)
        return [pid for pid, fields in living.items() if fields["Uid"].split()[0] == uid]
    found = {os.getpid()}
    while more := {pid for pid, fields in living.items() if int(fields["PPid"]) in found} - found:
        found |= more
    return sorted(found - {os.getpid()})


def _home(pid: int) -> str:
    """The /proc folder that speaks for a living process; empty for one that is gone, or dead but not buried.

    A process whose first thread has ended looks dead, though its other threads live on: then one of theirs speaks.
    """
    home = f"/proc/{pid}"
    if not _dead(home):
        return home
    try:
        threads = os.listdir(f"{home}/task")
    except OSError:
        return ""
    return next((f"{home}/task/{tid}" for tid in threads if not _dead(f"{home}/task/{tid}")), "")


def _dead(home: str) -> bool:
    return _fields(home).get("State", "X").strip()[0] in "ZX"


def _fields(home: str) -> dict[str, str]:
    try:
        lines = Path(f"{home}/status").read_text(errors="replace").splitlines()
    except OSError:
        return {}
    return dict(line.split(":", 1) for line in lines if ":" in line)


def _status(pid: int) -> dict[str, str]:
    """The fields of a living process's status; none for a dead one."""
    home = _home(pid)
    return _fields(home) if home else {}


def _pages(pid: int, names: tuple[str, ...] = ("RssAnon", "RssShmem", "VmSwap", "HugetlbPages", "VmPTE")) -> int:
    """Bytes of memory, swapped out or not, and of the page tables for it."""
    fields = _status(pid)
    return sum(int(fields.get(name, "0 kB").split()[0]) for name in names) * 1024


def _proportional(pid: int) -> int:
    """Each page divided by the number of processes that share it."""
    try:
        lines = Path(f"{_home(pid)}/smaps_rollup").read_text().splitlines()
    except OSError:
        lines = []
    parts = [int(line.split()[1]) * 1024 for line in lines if line.startswith(("Pss_Anon", "Pss_Shmem", "SwapPss:"))]
    if not parts:  # gone, or it has hidden its memory from us: count all of it
        return _pages(pid)
    return sum(parts) + _pages(pid, ("HugetlbPages", "VmPTE"))


def _cpu_seconds(pid: int) -> float:
    return _ticks(pid, slice(11, 15))  # its own in user and system mode, and those of its buried children


def _ticks(pid: int, fields: slice) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return 0.0
    return sum(map(int, stat.rpartition(")")[2].split()[fields])) / os.sysconf("SC_CLK_TCK")


def kill_as(uid: int) -> None:
    """Signal as the user itself, so that the kernel picks the processes: nothing forked meanwhile is missed."""
    if uid < 1000:
        raise RuntimeError(f"refusing to kill every process of uid {uid}")
    helper = os.fork()
    if helper == 0:
        try:
            os.setresuid(uid, uid, uid)
            os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(helper, 0)
