"""The filter of system calls (seccomp(2)): a process and all that it starts may make those of an exercise, and no others."""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct

from grader.worker.confine import prctl
from grader.worker.syscalls import ALLOWED, DENIED, numbers

__all__ = ["ARCHITECTURES", "forbid_system_calls"]

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column of the numbers, name for the kernel
X32 = 0x40000000
NEW_NAMESPACES = 0x7E020080  # CLONE_NEW{TIME,NS,CGROUP,UTS,IPC,USER,PID,NET}
MAP_SHARED, MAP_ANONYMOUS = 0x01, 0x20
SOCKET_KIND = 0x0F
TIOCSTI, TIOCLINUX = 0x5412, 0x541C  # types on another's terminal
BUFFER_SIZES = (7, 32)  # SO_SNDBUF, SO_SNDBUFFORCE

LOAD, AND, JUMP_EQUAL, JUMP_ABOVE, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x25, 0x35, 0x45, 0x06
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16


def forbid_system_calls(*, strangers: bool, gpu: bool) -> None:
    """Install the filter for this process and all that it starts. Needs `renounce_privileges` first.

    strangers: sockets may connect to others than their own pair. gpu: its driver may make shared memory of no file.
    """
    program = rules(platform.machine(), strangers=strangers, gpu=gpu)
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    description = Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(description))


def rules(machine: str, *, strangers: bool, gpu: bool) -> bytes:
    """The BPF program: calls whose arguments count, then the allowed ones, then those that are refused.

    What is refused by name fails as forbidden. Any other number fails as if this kernel did not have it, and libraries do
    without, as they do on an older kernel.
    """
    column, architecture = ARCHITECTURES[machine]
    allowed, denied = numbers(ALLOWED, column), numbers(DENIED, column)
    program = [_code(LOAD, ARCHITECTURE), _code(JUMP_EQUAL, architecture, 1, 0), _code(RETURN, KILL)]
    program += [_code(LOAD, NUMBER), _code(JUMP_AT_LEAST, X32, 0, 1), _code(RETURN, KILL)]
    for name, checks in _checks(strangers, gpu).items():
        program += [_code(JUMP_EQUAL, allowed[name], 0, len(checks) + 1), *checks, _code(RETURN, ALLOW)]
    for first, last in _ranges(allowed):
        program += [_code(JUMP_AT_LEAST, first, 0, 2), _code(JUMP_ABOVE, last, 1, 0), _code(RETURN, ALLOW)]
    for number in denied.values():
        program += [_code(JUMP_EQUAL, number, 0, 1), _refuse(errno.EPERM)]
    return b"".join([*program, _refuse(errno.ENOSYS)])


def _checks(strangers: bool, gpu: bool) -> dict[str, list[bytes]]:
    """By call, instructions that refuse some of its arguments and fall through for the others."""
    stream = [_argument(0), _code(JUMP_EQUAL, socket.AF_UNIX, 1, 0), _refuse(errno.EACCES)]
    # Datagrams need no connection, and go to whom they please.
    stream += [_argument(1), _code(AND, SOCKET_KIND), _code(JUMP_EQUAL, socket.SOCK_STREAM, 2, 0)]
    stream += [_code(JUMP_EQUAL, socket.SOCK_SEQPACKET, 1, 0), _refuse(errno.EACCES)]
    checks = {
        "socket": stream,
        "socketpair": stream,
        "clone": [_argument(0), _code(JUMP_ANY_BIT, NEW_NAMESPACES, 0, 1), _refuse(errno.EPERM)],
        "prlimit64": [_argument(0), _code(JUMP_EQUAL, 0, 1, 0), _refuse(errno.EPERM)],  # of this process only
        "ioctl": [_argument(1), *_one_of((TIOCSTI, TIOCLINUX))],
        # What a queue can hold must be known, to be counted. The level is not looked at: Unix sockets have one.
        "setsockopt": [_argument(2), *_one_of(BUFFER_SIZES)],
    }
    if not strangers:
        checks["connect"] = [_refuse(errno.EACCES)]
    if not gpu:
        # Its pages belong to no process once they are out of its tables, and could not be counted.
        anonymous = [_argument(3), _code(JUMP_ANY_BIT, MAP_ANONYMOUS, 0, 2)]
        checks["mmap"] = [*anonymous, _code(JUMP_ANY_BIT, MAP_SHARED, 0, 1), _refuse(errno.EPERM)]
    return checks


def _one_of(values: tuple[int, int]) -> list[bytes]:
    first, second = values
    return [_code(JUMP_EQUAL, first, 1, 0), _code(JUMP_EQUAL, second, 0, 1), _refuse(errno.EPERM)]


def _ranges(calls: dict[str, int]) -> list[tuple[int, int]]:
    """The first and the last number of each run of neighbours."""
    runs: list[tuple[int, int]] = []
    for number in sorted(calls.values()):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _code(op: int, k: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", op, yes, no, k)


def _argument(place: int) -> bytes:
    """Load the lower half of an argument: all that the kernel reads of those that are looked at here."""
    return _code(LOAD, ARGUMENTS + 8 * place)


def _refuse(error: int) -> bytes:
    return _code(RETURN, ERROR | error)
