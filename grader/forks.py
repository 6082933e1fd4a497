"""What makes the forks of a warm process cheap. A process that has imported torch holds 300 MB of its own: 75,000 pages to list for each fork."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from pathlib import Path

__all__ = ["MANY", "Forks", "gpu_in_reach", "share_objects", "use_huge_pages"]

MANY = 32  # forks after which huge pages have paid for themselves
HUGE = 2 << 20
GPUS = ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg")
MADV_COLLAPSE = 25  # of Linux 6.1


def share_objects() -> None:
    """Keep the garbage collectors of later forks away from the objects that there are now: each visit would copy a page."""
    gc.collect()
    gc.freeze()


def gpu_in_reach() -> bool:
    """Whether PyTorch might begin a GPU in this process by a first backward pass: after that no fork of it can use one."""
    return any(Path(node).exists() for node in GPUS)


class Forks:
    """How often a process has forked that has imported by itself: one that does it often gets huge pages. (What comes from a zygote would copy there what
    it shares with others; a session asks for another one in its place.)"""

    def __init__(self) -> None:
        self._count = 0

    def add(self) -> None:
        """Count one more. Call it when no fork is running."""
        self._count += 1
        if self._count == MANY:
            use_huge_pages()


def use_huge_pages() -> None:
    """Gather this process's own memory into huge pages, so that a fork lists one for each 512. Takes tenths of a second.

    Nothing happens where the kernel knows no such request.
    """
    libc = ctypes.CDLL(None)
    for first, last in _own_memory():
        first, last = -(-first // HUGE) * HUGE, last // HUGE * HUGE
        if first < last:
            libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), MADV_COLLAPSE)


def _own_memory() -> list[tuple[int, int]]:
    """First and last address of each writable part that is no file's and no stack."""
    with contextlib.suppress(OSError):
        parts = [line.split() for line in Path("/proc/self/maps").read_text().splitlines()]
        own = [
            part[0].split("-")
            for part in parts
            if part[1] == "rw-p" and part[4] == "0" and part[5:] in ([], ["[heap]"])
        ]
        return [(int(first, 16), int(last, 16)) for first, last in own]
    return []
