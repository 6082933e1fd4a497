"""Another user, for containers in which root may not make namespaces, such as Gradescope's."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from grader.sandbox.base import Backend, Kit, free_uid, memory_guarantee
from grader.sandbox.packages import python_folders
from grader.sentences import Line, Text, text
from grader.wire.messages import Confinement, Limits
from grader.worker import landlock
from grader.worker.filter import ARCHITECTURES

READABLE = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/proc", "/sys/devices/system/cpu", "/dev/urandom"]
READABLE += ["/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/passwd"]
WRITABLE = ["/dev/null"]  # not /dev/shm: the machine has one for everybody
SHARED = ["/dev/shm", "/tmp", "/var/tmp"]


class Uid(Backend):
    name = "uid"

    def guarantees(self) -> tuple[Text, ...]:
        return (
            text("sandbox.network_filter"),
            text("sandbox.files_landlock") if landlock.abi() else text("sandbox.files_permissions"),
            text("sandbox.others_listed"),
            memory_guarantee(),
            text("sandbox.processes_limited"),
            text("sandbox.disk_watched"),
            text("sandbox.time"),
        )

    def why_not(self) -> Line:
        if sys.platform != "linux" or platform.machine() not in ARCHITECTURES:
            return text("sandbox.uid_linux")
        if os.getuid() != 0:
            return text("sandbox.uid_root")
        closed = [folder for start in python_folders() for folder in (start, *start.parents) if not _open(folder)]
        return text("sandbox.uid_closed", folder=str(closed[0])) if closed else ""

    def prepare(self, kit: Kit, limits: Limits) -> tuple[list[str], Confinement]:
        uid = free_uid()
        kit.root.chmod(0o711)
        os.chown(kit.scratch, uid, uid)
        readable, listable = _around([folder.resolve() for folder in python_folders()], kit.hidden)
        return [], Confinement(
            scratch=str(kit.scratch),
            wipe=[str(kit.scratch), *SHARED],
            kill="uid",
            code=str(kit.code),
            worker_uid=uid,
            strangers=False,
            readable=[*READABLE, *readable] if landlock.abi() else [],
            listable=listable,
            writable=[str(kit.scratch), *WRITABLE, *kit.devices],
        )


def _around(folders: list[Path], hidden: tuple[Path, ...]) -> tuple[list[str], list[str]]:
    """What may be read of `folders` without what is hidden, and the folders that are taken apart for it, to be listed only."""
    readable: list[str] = []
    listable: list[str] = []
    for folder in folders:
        if folder in hidden:
            continue
        if not any(mask.is_relative_to(folder) for mask in hidden):
            readable.append(str(folder))
            continue
        # A link's own target decides, not the link: `lib64` would open again what `lib` hides.
        entries = [entry for entry in sorted(folder.iterdir()) if not entry.is_symlink()]
        inner_readable, inner_listable = _around(entries, hidden)
        readable += inner_readable
        listable += [str(folder), *inner_listable]
    return readable, listable


def _open(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)
