"""The filter of system calls: what each number is answered, on both machines, found by running the program that the kernel gets."""

from __future__ import annotations

import ctypes.util
import errno
import mmap
import os
import platform
import socket
import struct

import pytest

from grader.worker import confine, filter, syscalls
from grader.worker.filter import ALLOW, ARCHITECTURES, ERROR, KILL

MACHINES = list(ARCHITECTURES)
each_machine = pytest.mark.parametrize("machine", MACHINES)
SHARED = mmap.MAP_SHARED | 0x20


def answer(machine: str, number: int, *arguments: int, strangers: bool = True, gpu: bool = False, name: int = 0) -> int:
    """What the program returns for a call; a small interpreter of the instructions that it is made of."""
    program = list(struct.iter_unpack("<HBBI", filter.rules(machine, strangers=strangers, gpu=gpu)))
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("<IIQ6Q", number, name or ARCHITECTURES[machine][1], 0, *padded)
    place = value = 0
    while True:
        op, yes, no, k = program[place]
        place += 1
        if op == filter.RETURN:
            return int(k)
        if op == filter.LOAD:
            value = struct.unpack_from("<I", data, k)[0]
        elif op == filter.AND:
            value &= k
        else:
            test = {
                filter.JUMP_EQUAL: value == k,
                filter.JUMP_ABOVE: value > k,
                filter.JUMP_AT_LEAST: value >= k,
                filter.JUMP_ANY_BIT: value & k,
            }
            place += yes if test[op] else no


def call(machine: str, name: str, *arguments: int, strangers: bool = True, gpu: bool = False) -> int:
    known = syscalls.numbers((*syscalls.ALLOWED, *syscalls.DENIED), ARCHITECTURES[machine][0])
    return answer(machine, known[name], *arguments, strangers=strangers, gpu=gpu)


@each_machine
def test_every_number_is_answered_by_its_list(machine: str) -> None:
    """Allowed, forbidden, or as if the kernel did not have it; nothing of the first 1,200 is let through by accident."""
    column = ARCHITECTURES[machine][0]
    allowed = set(syscalls.numbers(syscalls.ALLOWED, column).values())
    denied = set(syscalls.numbers(syscalls.DENIED, column).values())
    by_argument = {syscalls.numbers(syscalls.ALLOWED, column)[name] for name in ("socket", "socketpair", "prlimit64")}

    for number in set(range(1200)) - by_argument:
        expected = ALLOW if number in allowed else ERROR | (errno.EPERM if number in denied else errno.ENOSYS)
        assert answer(machine, number) == expected, number


@each_machine
def test_no_number_is_in_two_lists(machine: str) -> None:
    column = ARCHITECTURES[machine][0]
    tables = [syscalls.numbers((family,), column) for family in (*syscalls.ALLOWED, *syscalls.DENIED)]
    every = [number for table in tables for number in table.values()]

    assert len(every) == len(set(every)) > 250


@each_machine
def test_calls_of_other_architectures_kill(machine: str) -> None:
    assert answer(machine, 0, name=0x40000003) == KILL
    assert answer(machine, 0x40000000) == KILL


@each_machine
def test_calls_are_refused_by_their_arguments(machine: str) -> None:
    forbidden, closed = ERROR | errno.EPERM, ERROR | errno.EACCES
    unix = socket.AF_UNIX

    assert call(machine, "clone", 0x1200011) == ALLOW
    assert call(machine, "clone", 0x10000000) == forbidden  # a user namespace
    assert call(machine, "prlimit64", 0) == ALLOW
    assert call(machine, "prlimit64", 1) == forbidden
    assert call(machine, "mmap", 0, 4096, 3, mmap.MAP_PRIVATE | 0x20) == ALLOW
    assert call(machine, "mmap", 0, 4096, 3, mmap.MAP_SHARED) == ALLOW
    assert call(machine, "mmap", 0, 4096, 3, SHARED) == forbidden
    assert call(machine, "mmap", 0, 4096, 3, 0x03 | 0x20) == forbidden  # MAP_SHARED_VALIDATE
    assert call(machine, "mmap", 0, 4096, 3, SHARED, gpu=True) == ALLOW
    assert call(machine, "ioctl", 0, 0x5412) == forbidden
    assert call(machine, "ioctl", 0, 0x541C) == forbidden
    assert call(machine, "ioctl", 0, 0x5401) == ALLOW
    assert call(machine, "setsockopt", 0, socket.SOL_SOCKET, socket.SO_SNDBUF) == forbidden
    assert call(machine, "setsockopt", 0, socket.SOL_SOCKET, 32) == forbidden
    assert call(machine, "setsockopt", 0, socket.SOL_SOCKET, socket.SO_RCVBUF) == ALLOW
    for name in ("socket", "socketpair"):
        assert call(machine, name, unix, socket.SOCK_STREAM | socket.SOCK_CLOEXEC) == ALLOW
        assert call(machine, name, unix, socket.SOCK_SEQPACKET) == ALLOW
        assert call(machine, name, unix, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) == closed
        assert call(machine, name, unix, socket.SOCK_RAW) == closed
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, 40):
            assert call(machine, name, family, socket.SOCK_STREAM) == closed
    assert call(machine, "connect") == ALLOW
    assert call(machine, "connect", strangers=False) == closed


def test_numbers_are_those_of_the_system_s_headers() -> None:
    """Against libseccomp, which knows both machines; it comes with systemd and with every container tool."""
    library = ctypes.CDLL(ctypes.util.find_library("seccomp") or "libseccomp.so.2")
    resolve = library.seccomp_syscall_resolve_name_arch
    newer = 450  # than the libraries in use
    for machine, (column, architecture) in ARCHITECTURES.items():
        for name, number in syscalls.numbers((*syscalls.ALLOWED, *syscalls.DENIED), column).items():
            known = resolve(ctypes.c_uint32(architecture), name.encode())
            assert known == number or number >= newer, (machine, name)


def test_kernel_takes_the_program_and_holds_to_it() -> None:
    """In a process of its own: what is answered there is what the lists say."""
    child = os.fork()
    if child == 0:
        os._exit(_refusals())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _refusals() -> int:
    confine.renounce_privileges()
    filter.forbid_system_calls(strangers=False, gpu=False)
    libc = ctypes.CDLL(None, use_errno=True)
    column = ARCHITECTURES[platform.machine()][0]
    for number in syscalls.numbers(syscalls.DENIED, column).values():
        if libc.syscall(number, -1, 0, 0, 0, 0) != -1 or ctypes.get_errno() != errno.EPERM:
            return 1
    for number in (470, 800, syscalls.numbers(("clone3 435 435",), column)["clone3"]):
        if libc.syscall(number, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != errno.ENOSYS:
            return 2
    try:
        mmap.mmap(-1, 4096)
    except PermissionError:
        mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        return 0
    return 3
