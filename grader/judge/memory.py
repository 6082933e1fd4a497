"""Memory of the judge's that a worker may read but never change."""

from __future__ import annotations

import fcntl
import os
import tempfile
from typing import NamedTuple

import torch

__all__ = ["Sealed", "seal"]

FUTURE_WRITE = 0x10  # F_SEAL_FUTURE_WRITE of Linux 5.1, which Python's fcntl does not name yet


class Sealed(NamedTuple):
    """A tensor in such memory."""

    fd: int
    dtype: str
    shape: list[int]


def seal(tensor: torch.Tensor) -> Sealed:
    """The tensor in memory that nobody can change any more. Raises ValueError for an empty one.

    It lives as long as this process, which is forked for one submission: a diagnosis asks with the same memory again.
    """
    data = memoryview(tensor.contiguous().reshape(-1).view(torch.uint8).numpy())  # type: ignore[arg-type]
    if not data:
        raise ValueError("an empty tensor has no memory to share")
    return Sealed(_sealed(data), str(tensor.dtype).removeprefix("torch."), list(tensor.shape))


def _sealed(data: memoryview) -> int:
    if not hasattr(os, "memfd_create"):  # not Linux: a file without a name, opened for reading
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            return os.open(file.name, os.O_RDONLY)
    fd = os.memfd_create("examples", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with open(fd, "wb", closefd=False) as file:
        file.write(data)
    seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
    try:  # no mapping may write from now on, and there is none yet; F_SEAL_WRITE would fail while the kernel moves a page
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, seals | FUTURE_WRITE)
    except OSError:
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, seals | fcntl.F_SEAL_WRITE)
    return fd
