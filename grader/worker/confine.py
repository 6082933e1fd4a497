"""What a process gives up for good before student code runs in it: identity, privileges, resources."""

from __future__ import annotations

import ctypes
import os
import resource
import signal

from grader.wire.messages import Limits

__all__ = ["become", "die_with_parent", "hide_memory", "limit_resources", "prctl", "renounce_privileges"]

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
MB = 1 << 20
# What a process with torch, pandas and scikit-learn imported holds before student code runs (RLIMIT_DATA counts it).
WARM_MB = 1024
# Addresses cost page tables even where nothing is stored: 64 GiB of them at most 128 MiB. torch on a CPU maps less than 20.
ADDRESSES_MB = 64 * 1024
GPU_MB = 8 * 1024  # what CUDA counts as a process's own data

_libc = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, *values: int) -> None:
    """Raises OSError when the kernel refuses."""
    arguments = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    if _libc.prctl(option, *arguments):
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
    keeps some of its own.
    """
    seconds = int(limits.submission_seconds) + 10
    ceilings = {
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_FSIZE: limits.file_mb * MB,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_DATA: (limits.memory_mb + WARM_MB) * MB,
        resource.RLIMIT_AS: ADDRESSES_MB * MB,
        resource.RLIMIT_CPU: seconds * (os.cpu_count() or 1),
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,  # a message queue would outlive the submission
    }
    if not own_uid:
        del ceilings[resource.RLIMIT_NPROC]
    if gpu:
        del ceilings[resource.RLIMIT_AS]
        ceilings[resource.RLIMIT_DATA] += GPU_MB * MB
    for which, ceiling in ceilings.items():
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            ceiling = min(ceiling, hard)
        resource.setrlimit(which, (ceiling, ceiling))
