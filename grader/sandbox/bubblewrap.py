"""Namespaces by bubblewrap: the strongest backend, for root and for ordinary users of Linux."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from grader.sandbox.advisories import advisories
from grader.sandbox.base import Backend, Kit, free_uid, memory_guarantee
from grader.sandbox.packages import SYSTEM, python_folders
from grader.sentences import Line, Text, text
from grader.wire.channel import MiB
from grader.wire.messages import Confinement, Limits
from grader.worker import landlock

READABLE = ["/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/sys/devices/system/cpu"]
DEVICES = ["/dev/null", "/dev/random", "/dev/urandom"]
CODE = "/run/dlgrade"
PROBE_SECONDS = 60
SCRATCH = "/scratch"  # not /tmp: Python itself may lie below that


class Bubblewrap(Backend):
    name = "bubblewrap"

    def guarantees(self) -> tuple[Text, ...]:
        return (
            text("sandbox.network_none"),
            text("sandbox.files_namespace"),
            text("sandbox.others_none"),
            memory_guarantee(),
            text("sandbox.processes_limited"),
            text("sandbox.disk_none"),
            text("sandbox.time"),
        )

    def why_not(self) -> Line:
        if sys.platform != "linux":
            return text("sandbox.bwrap_linux")
        if not shutil.which("bwrap"):
            return text("sandbox.bwrap_missing")
        newest = ["--size", str(MiB), "--tmpfs", SCRATCH]  # an option that bubblewrap has since 0.7
        command = [*self._namespaces(), *_system(), *newest, "/bin/true"]
        try:
            probe = subprocess.run(command, env={}, capture_output=True, text=True, timeout=PROBE_SECONDS)
        except subprocess.TimeoutExpired:
            return text("sandbox.bwrap_slow", seconds=PROBE_SECONDS)
        return "" if probe.returncode == 0 else text("sandbox.bwrap_refused", said=probe.stderr.strip())

    def notes(self) -> tuple[str, ...]:
        return advisories()

    def prepare(self, kit: Kit, limits: Limits) -> tuple[list[str], Confinement]:
        size = str(limits.scratch_mb * MiB)
        python = python_folders()
        command = [*self._namespaces(), *_system()]
        for mask in kit.hidden:
            if any(mask.is_relative_to(mounted) for mounted in SYSTEM):
                command += ["--tmpfs", str(mask)]
        # Python may live below a folder that only root can enter, so each parent is made anew, open to all.
        for folder in python:
            command += [*_parents(folder), "--ro-bind", str(folder), str(folder)]
            command += [word for mask in _within(folder, kit.hidden) for word in ("--tmpfs", str(mask))]
        command += ["--perms", "0755", "--dir", "/run", "--ro-bind", str(kit.code), CODE]
        command += ["--proc", "/proc", *_devices(kit)]
        command += ["--size", size, "--perms", "1777", "--tmpfs", "/dev/shm"]
        command += ["--size", size, "--perms", "1777", "--tmpfs", SCRATCH]
        if Path("/tmp") not in {parent for folder in python for parent in folder.parents}:
            command += ["--symlink", f"{SCRATCH}/tmp", "/tmp"]  # for programs that know no other place
        command += ["--remount-ro", "/"]
        command += ["--chdir", SCRATCH]
        uid = free_uid() if os.getuid() == 0 else None
        written = [SCRATCH, "/dev/shm"]
        closed = landlock.abi() >= landlock.MOVES  # else what is mounted read-only is all that is closed: /proc is not
        return command, Confinement(
            scratch=SCRATCH,
            wipe=written,
            kill="namespace",
            code=CODE,
            parent_uid=uid,
            readable=["/"] if closed else [],
            writable=[*written, "/dev/null", *kit.devices],
        )

    def _namespaces(self) -> list[str]:
        command = [shutil.which("bwrap") or "bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
        command += ["--unshare-cgroup-try", "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
        if os.getuid() == 0:
            # Root's own namespaces: the parent leaves root for an ordinary uid as soon as everything is mounted.
            return [*command, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        return [*command, "--unshare-user"]


def _within(folder: Path, hidden: tuple[Path, ...]) -> list[Path]:
    """Where the hidden folders lie below `folder`, whose name may lead through links."""
    own = folder.resolve()
    return [folder / mask.relative_to(own) for mask in hidden if mask.is_relative_to(own)]


def _system() -> list[str]:
    """The operating system's folders and what libraries read of /etc, all read-only."""
    command: list[str] = []
    for folder in SYSTEM:
        if folder.is_symlink():
            command += ["--symlink", os.readlink(folder), str(folder)]
        elif folder.is_dir():
            command += ["--ro-bind", str(folder), str(folder)]
    command += ["--perms", "0755", "--dir", "/etc", *_parents(Path("/sys/devices/system/cpu"))]
    for path in READABLE:
        command += ["--ro-bind-try", path, path]
    return command


def _devices(kit: Kit) -> list[str]:
    """A /dev of few nodes: bubblewrap's own has new terminals, and zeros that are shared memory once they are mapped."""
    command = ["--perms", "0755", "--dir", "/dev"]
    command += [word for node in (*DEVICES, *kit.devices) for word in ("--dev-bind", node, node)]
    links = {
        "fd": "/proc/self/fd",
        "stdin": "/proc/self/fd/0",
        "stdout": "/proc/self/fd/1",
        "stderr": "/proc/self/fd/2",
    }
    return command + [word for name, target in links.items() for word in ("--symlink", target, f"/dev/{name}")]


def _parents(path: Path) -> list[str]:
    """Arguments that make every folder above `path`, enterable by all."""
    above = [parent for parent in reversed(path.parents) if parent != Path("/")]
    return [word for parent in above for word in ("--perms", "0755", "--dir", str(parent))]
