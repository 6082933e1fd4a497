"""Landlock: a process confines itself, and all that it starts, to some folders (landlock(7), Linux 5.13 and later)."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from pathlib import Path

__all__ = ["MOVES", "abi", "restrict"]

MOVES = 2  # the first version that lets a file be moved from one folder to another

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
READ = EXECUTE | READ_FILE | READ_DIR
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14 | 1 << 15  # what may be allowed on a file that is no folder
BITS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many rights each version of the interface knows
TCP = 0b11  # bind and connect
SCOPES = 0b11  # abstract sockets and signals stay within the confined processes


def abi() -> int:
    """The version of Landlock that this kernel offers; 0 for none."""
    if sys.platform != "linux":  # the number is another call's there
        return 0
    return max(
        0,
        int(
            ctypes.CDLL(None, use_errno=True).syscall(
                CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(VERSION_FLAG)
            )
        ),
    )


def restrict(readable: list[str], listable: list[str], writable: list[str]) -> None:
    """Allow reading below `readable`, listing below `listable`, everything below `writable`, and no other file; no TCP.

    Needs no_new_privs. Raises OSError when the kernel refuses.
    """
    version = abi()
    every = (1 << BITS.get(version, 16)) - 1
    attributes = struct.pack("<QQQ", every, TCP, SCOPES)[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = _call(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    for paths, rights in ((readable, READ), (listable, READ_DIR), (writable, every)):
        for path in paths:
            _allow(ruleset, path, rights & every)
    _call(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no rule
    if not Path(path).is_dir():
        rights &= OF_FILES
    try:
        rule = struct.pack("<Qi", rights, fd)
        _call(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(PATH_BENEATH), rule, ctypes.c_uint(0))
    finally:
        os.close(fd)


def _call(number: int, *arguments: object) -> int:
    result = int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"Landlock: {os.strerror(error)}")
    return result
