"""Memory of the judge's that a worker maps: sealed, to read only; or lent, to change, and the judge sees for itself what was changed."""

from __future__ import annotations

import fcntl
import os
import tempfile
from typing import NamedTuple

import torch

__all__ = ["Lent", "Sealed", "seal"]

MEMFD = hasattr(os, "memfd_create")  # on Linux
FUTURE_WRITE = 0x10  # F_SEAL_FUTURE_WRITE of Linux 5.1, which Python's fcntl does not name yet


class Sealed(NamedTuple):
    """A tensor in memory that nobody can change any more."""

    fd: int
    dtype: str
    shape: list[int]


class Lent:
    """Bytes in memory that one worker may change, but nobody may make larger or smaller.

    The judge made it, knows its size and reads it by itself: all that a worker can do to it is a change.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.fd = _memory(memoryview(data), os.O_RDWR)
        if MEMFD:
            fcntl.fcntl(self.fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)

    def intact(self) -> bool:
        """Whether it holds, at this moment, what was put into it."""
        return os.pread(self.fd, len(self.data) + 1, 0) == self.data

    def close(self) -> None:
        """The worker's mapping lives on until the worker lets go of it."""
        os.close(self.fd)


def seal(tensor: torch.Tensor) -> Sealed:
    """The tensor in memory that nobody can change any more. Raises ValueError for an empty one.

    It lives as long as this process, which is forked for one submission: a diagnosis asks with the same memory again.
    """
    data = memoryview(tensor.contiguous().reshape(-1).view(torch.uint8).numpy())  # type: ignore[arg-type]
    if not data:
        raise ValueError("an empty tensor has no memory to share")
    fd = _memory(data, os.O_RDONLY)
    if MEMFD:
        _seal(fd)
    return Sealed(fd, str(tensor.dtype).removeprefix("torch."), list(tensor.shape))


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
