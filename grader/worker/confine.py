"""What a process gives up for good before student code runs in it: identity, privileges, resources."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys

from grader.wire.messages import Limits

__all__ = ["LINUX", "become", "die_with_parent", "hide_memory", "limit_resources", "prctl", "renounce_privileges"]

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
MB = 1 << 20
# What a process with torch, pandas and scikit-learn imported holds before student code runs (RLIMIT_DATA counts it).
WARM_MB = 1024
# Addresses cost page tables even where nothing is stored: 64 GiB of them at most 128 MiB. torch on a CPU maps less than 20.
ADDRESSES_MB = 64 * 1024
GPU_MB = 8 * 1024  # what CUDA counts as a process's own data
LINUX = sys.platform == "linux"


def prctl(option: int, *values: int) -> None:
    """Raises OSError when the kernel refuses. Where there is no Linux, there is no such thing, and nothing happens."""
    if not LINUX:
        return
    arguments = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if ctypes.CDLL(None, use_errno=True).prctl(option, *arguments):
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def become(uid: int) -> None:
    """Drop to `uid` (and the group of that number) for good, with no other groups."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def renounce_privileges() -> None:
    """No program that is run from here on gains privileges (no_new_privs)."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def hide_memory(hidden: bool = True) -> None:
    """Whether processes of the same user are kept from tracing this one, reading its memory or taking its files."""
    prctl(PR_SET_DUMPABLE, 0 if hidden else 1)


def die_with_parent() -> None:
    """SIGKILL this process when its parent dies. A change of uid clears it, so call it afterwards."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_resources(limits: Limits, *, own_uid: bool, gpu: bool = False) -> None:
    """Set the kernel's own limits for this process and all that it starts.

    own_uid: the uid is the submission's alone, so its processes may be counted. gpu: its driver maps memory by the terabyte, and
    keeps some of its own. Systems other than Linux know some of these limits, and refuse some of those.
    """
    import resource  # there is none on Windows, where this module must still be imported

    seconds = int(limits.submission_seconds) + 10
    ceilings = {
        "NPROC": limits.processes,
        "FSIZE": limits.file_mb * MB,
        "NOFILE": limits.open_files,
        "DATA": (limits.memory_mb + WARM_MB) * MB,
        "AS": ADDRESSES_MB * MB,
        "CPU": seconds * (os.cpu_count() or 1),
        "CORE": 0,
        "MEMLOCK": 0,
        "MSGQUEUE": 0,  # a message queue would outlive the submission
    }
    if not own_uid:
        del ceilings["NPROC"]
    if gpu:
        del ceilings["AS"]
        ceilings["DATA"] += GPU_MB * MB
    refusal = () if LINUX else (AttributeError, ValueError, OSError)
    for name, ceiling in ceilings.items():
        with contextlib.suppress(*refusal):
            which = getattr(resource, f"RLIMIT_{name}")
            _, hard = resource.getrlimit(which)
            if hard != resource.RLIM_INFINITY:
                ceiling = min(ceiling, hard)
            resource.setrlimit(which, (ceiling, ceiling))
