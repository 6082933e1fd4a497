"""Joins the namespaces of a sandbox that another process, its holder, has begun (setns(2)), and gives up what a joiner has too much of."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import struct

from grader.worker.confine import become, prctl, renounce_privileges

__all__ = ["enter", "renounce_capabilities"]

CLONE_NEWUSER = 0x10000000
# In this order: the mount namespace last, for then nothing of the machine can be reached any more.
ORDER = {
    "cgroup": 0x02000000,
    "ipc": 0x08000000,
    "uts": 0x04000000,
    "net": 0x40000000,
    "pid": 0x20000000,
    "mnt": 0x00020000,
}
NS_GET_USERNS = 0xB701
PR_CAPBSET_DROP, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 24, 47, 4
CAPABILITY_VERSION = 0x20080522
LAST_CAPABILITY = 64


def enter(holder: int, uid: int) -> None:
    """Join every namespace of a process that is not this one's; what is forked from here on is in its process namespace, this process is not.

    holder: the process's folder in /proc, as a descriptor. uid: as whom student code will run. Raises OSError where the kernel refuses, and
    RuntimeError where this process is not wholly within afterwards, or would bring something in that student code could change.
    """
    _look_at_interpreter(uid)
    outside = os.stat("/")
    # By descriptors: once the mounts are others, /proc does not show this process.
    own = os.open("/proc/self/ns", os.O_PATH | os.O_DIRECTORY)
    there = {kind: os.open(f"ns/{kind}", os.O_RDONLY, dir_fd=holder) for kind in (*ORDER, "user")}
    try:
        if not _same(own, "user", there["user"]):
            # An ordinary user may enter only from the namespace that owns the others; bubblewrap has one more within that.
            owner = fcntl.ioctl(there["mnt"], NS_GET_USERNS)
            _setns(owner, CLONE_NEWUSER)
            os.close(owner)
        for kind, flag in ORDER.items():
            if not _same(own, kind, there[kind]):
                _setns(there[kind], flag)
        if not _same(own, "user", there["user"]):
            _setns(there["user"], CLONE_NEWUSER)
        strange = [kind for kind, fd in there.items() if not _same(own, kind, fd)]
        if strange or os.path.samestat(outside, os.stat("/")):
            raise RuntimeError(f"not in the sandbox: {', '.join(strange) or 'the root folder'}")
    finally:
        for fd in (own, *there.values()):
            os.close(fd)


def renounce_capabilities(uid: int | None) -> None:
    """Give up every capability for good, and become `uid` if that is given. What bubblewrap took from its own child, nobody took from a joiner."""
    with contextlib.suppress(OSError):  # at the first that this kernel does not know
        for capability in range(LAST_CAPABILITY):
            prctl(PR_CAPBSET_DROP, capability)
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    if uid is not None:
        become(uid)
    header, none = struct.pack("Ii", CAPABILITY_VERSION, 0), bytes(24)
    if ctypes.CDLL(None, use_errno=True).capset(header, none):
        raise OSError(ctypes.get_errno(), "capset")
    renounce_privileges()


def _look_at_interpreter(uid: int) -> None:
    """/proc/self/exe leads to the file by the mount from which it was started, which is not the sandbox's: its owner could change it."""
    read_only = os.statvfs("/proc/self/exe").f_flag & os.ST_RDONLY
    if not read_only and os.stat("/proc/self/exe").st_uid == uid:
        raise RuntimeError(
            "Python belongs to the user as whom student code runs, and was not started from a read-only mount"
        )


def _same(own: int, kind: str, fd: int) -> bool:
    """Whether this process, or for "pid" what it forks, is in the namespace."""
    name = "pid_for_children" if kind == "pid" else kind
    return os.path.samestat(os.stat(name, dir_fd=own), os.fstat(fd))


def _setns(fd: int, kind: int) -> None:
    if ctypes.CDLL(None, use_errno=True).setns(fd, kind):
        error = ctypes.get_errno()
        raise OSError(error, f"setns: {os.strerror(error)}")
