"""Memory of the judge's that a worker maps: sealed, to read only; or lent, to change, and the judge sees for itself what was changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from abc import ABC, abstractmethod

import numpy as np

from grader.judge.checks.numbers import dtype_name
from grader.wire.torch_if_loaded import torch

__all__ = ["Lent", "Memory", "Sealed"]

MEMFD = hasattr(os, "memfd_create")  # on Linux
MOST_LEFT = 1 << 20  # bytes that are kept for the explanation
FUTURE_WRITE = 0x10  # F_SEAL_FUTURE_WRITE of Linux 5.1, which Python's fcntl does not name yet


class Memory(ABC):
    """What goes beside a call as the descriptor `fd`. data: what was put in, if the worker may change it; else empty."""

    fd: int
    data: bytes = b""

    @abstractmethod
    def again(self) -> int:
        """A descriptor of the same content for another worker; the caller closes it."""

    @abstractmethod
    def digest(self) -> bytes:
        """Of what was put in."""


class Sealed(Memory):
    """A tensor or array in memory that nobody can change any more. Raises ValueError for an empty one.

    It lives as long as this process, which is forked for one submission: a diagnosis asks with the same memory again.
    """

    def __init__(self, tensor: torch.Tensor | np.ndarray) -> None:
        self.kind = "ndarray" if isinstance(tensor, np.ndarray) else "tensor"
        data = _bytes_of(tensor)
        if not data:
            raise ValueError("an empty tensor has no memory to share")
        self.dtype = dtype_name(tensor)
        self.shape = list(tensor.shape)
        self.fd = _memory(data, os.O_RDONLY)
        if MEMFD:
            _seal(self.fd)

    def again(self) -> int:
        return os.dup(self.fd)

    def digest(self) -> bytes:
        with open(self.fd, "rb", closefd=False) as file:
            file.seek(0)
            return hashlib.file_digest(file, "sha256").digest()


class Lent(Memory):
    """Bytes in memory that one worker may change, but nobody may make larger or smaller.

    The judge made it, knows its size and reads it by itself: all that a worker can do to it is a change.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.touched = False
        self.left = b""
        self.fd = self.again()

    def again(self) -> int:
        fd = _memory(memoryview(self.data), os.O_RDWR)
        if MEMFD:
            fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
        return fd

    def digest(self) -> bytes:
        return hashlib.sha256(self.data).digest()

    def intact(self) -> bool:
        """Whether it holds, at this moment, what was put into it; `touched` remembers that it did not, and `left` what it held instead."""
        holds = self.holds(self.fd)
        if not holds and not self.touched:
            self.touched, self.left = True, self.left_in(self.fd)
        return holds

    def holds(self, fd: int) -> bool:
        """Whether a descriptor from `again` holds what was put into it."""
        return os.pread(fd, len(self.data) + 1, 0) == self.data

    def left_in(self, fd: int) -> bytes:
        """What a descriptor from `again` holds; nothing of more than MOST_LEFT bytes."""
        return os.pread(fd, len(self.data), 0) if len(self.data) <= MOST_LEFT else b""

    def close(self) -> None:
        """The worker's mapping lives on until the worker lets go of it."""
        os.close(self.fd)


def _bytes_of(tensor: torch.Tensor | np.ndarray) -> memoryview:
    if isinstance(tensor, np.ndarray):
        return memoryview(np.ascontiguousarray(tensor).reshape(-1).view(np.uint8))  # type: ignore[arg-type]
    return memoryview(tensor.contiguous().reshape(-1).view(torch.uint8).numpy())  # type: ignore[arg-type]


def _seal(fd: int) -> None:
    seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
    try:  # no mapping may write from now on, and there is none yet; F_SEAL_WRITE would fail while the kernel moves a page
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, seals | FUTURE_WRITE)
    except OSError:
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, seals | fcntl.F_SEAL_WRITE)


def _memory(data: memoryview, flags: int) -> int:
    """A descriptor of memory that holds `data`; where there is none to be had, of a file without a name, opened with `flags`."""
    if not MEMFD:
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            return os.open(file.name, flags)
    fd = os.memfd_create("examples", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with open(fd, "wb", closefd=False) as file:
        file.write(data)
    return fd
