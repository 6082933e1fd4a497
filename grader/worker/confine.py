"""What a process gives up for good before student code runs in it: identity, privileges, system calls, resources."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import socket
import struct

from grader.wire.messages import Limits

__all__ = ["become", "die_with_parent", "forbid_system_calls", "hide_memory", "limit_resources", "renounce_privileges"]

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 4, 38, 22
SECCOMP_MODE_FILTER = 2
MB = 1 << 20
# What a process with torch, pandas and scikit-learn imported holds before student code runs (RLIMIT_DATA counts it).
WARM_MB = 1024
# Addresses cost page tables even where nothing is stored: 64 GiB of them at most 128 MiB. torch on a CPU maps less than 20.
ADDRESSES_MB = 64 * 1024
GPU_MB = 8 * 1024  # what CUDA counts as a process's own data

_libc = ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, *values: int) -> None:
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
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def hide_memory(hidden: bool = True) -> None:
    """Whether processes of the same user are kept from tracing this one, reading its memory or taking its files."""
    _prctl(PR_SET_DUMPABLE, 0 if hidden else 1)


def die_with_parent() -> None:
    """SIGKILL this process when its parent dies. A change of uid clears it, so call it afterwards."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


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


# System calls that an exercise never needs. They trace or enter other processes, make namespaces, mounts or kernel objects that
# outlive the process, or widen the kernel's attack surface. Numbers: x86_64, aarch64.
DENIED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),  # memory that no process limit counts
    "memfd_secret": (447, 447),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "swapon": (167, 224),
    "reboot": (169, 142),
    # The warm parent may run as the same user: its priority and processors are not a student's to set.
    "setpriority": (141, 140),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "ioprio_set": (251, 30),
    "syslog": (103, 116),
    "quotactl": (179, 60),
    "acct": (163, 89),
}
SOCKET, SOCKETPAIR, CLONE, CLONE3, PRLIMIT = (41, 198), (53, 199), (56, 220), (435, 435), (302, 261)
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
NEW_NAMESPACES = 0x7E020080  # CLONE_NEW{TIME,NS,CGROUP,UTS,IPC,USER,PID,NET}

LOAD, JUMP_EQUAL, JUMP_ANY_BIT, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16


def _filter() -> bytes:
    """The BPF program: one deny list, sockets of the Unix family only, no new namespaces, clone3 as if it did not exist."""
    column, architecture = ARCHITECTURES[platform.machine()]

    def code(op: int, k: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("<HBBI", op, yes, no, k)

    def deny(error: int) -> bytes:
        return code(RETURN, ERROR | error)

    program = [code(LOAD, ARCHITECTURE), code(JUMP_EQUAL, architecture, 1, 0), code(RETURN, KILL), code(LOAD, NUMBER)]
    program += [code(JUMP_AT_LEAST, 0x40000000, 0, 1), code(RETURN, KILL)]  # the x32 numbers
    for numbers in DENIED.values():
        program += [code(JUMP_EQUAL, numbers[column], 0, 1), deny(errno.EPERM)]
    program += [code(JUMP_EQUAL, CLONE3[column], 0, 1), deny(errno.ENOSYS)]
    for call in (SOCKET, SOCKETPAIR):
        program += [code(JUMP_EQUAL, call[column], 0, 4), code(LOAD, FIRST_ARGUMENT)]
        program += [code(JUMP_EQUAL, socket.AF_UNIX, 1, 0), deny(errno.EACCES), code(RETURN, ALLOW)]
    program += [code(JUMP_EQUAL, PRLIMIT[column], 0, 4), code(LOAD, FIRST_ARGUMENT)]  # of this process only: pid 0
    program += [code(JUMP_EQUAL, 0, 1, 0), deny(errno.EPERM), code(RETURN, ALLOW)]
    program += [code(JUMP_EQUAL, CLONE[column], 0, 4), code(LOAD, FIRST_ARGUMENT)]
    program += [code(JUMP_ANY_BIT, NEW_NAMESPACES, 0, 1), deny(errno.EPERM), code(RETURN, ALLOW)]
    program += [code(RETURN, ALLOW)]
    return b"".join(program)


def forbid_system_calls() -> None:
    """Install the filter for this process and all that it starts. Needs `renounce_privileges` first."""
    program = _filter()
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    description = Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(description))
