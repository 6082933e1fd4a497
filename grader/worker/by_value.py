"""Processes that student code starts work together without /dev/shm and without connections, where these are shared with strangers.

Semaphores are made of eventfds, and tensors go through pipes by value. DataLoader, Pool, Queue, Value and Event work so;
managers, shared memory by name and processes that are spawned, not forked, do not.
"""

from __future__ import annotations

import contextlib
import multiprocessing.heap
import os
import select
import threading
import time
from multiprocessing import reduction, synchronize
from pathlib import Path
from typing import Any

from grader.wire.torch_if_loaded import torch_is_loaded

__all__ = ["EventSemaphore", "share_by_value"]

RECURSIVE = 0  # what multiprocessing calls a lock that its holder may take again
FLAGS = os.EFD_SEMAPHORE | os.EFD_CLOEXEC | os.EFD_NONBLOCK if hasattr(os, "eventfd") else 0


class EventSemaphore:
    """Stands in for `_multiprocessing.SemLock`: the same methods, for processes that are forked."""

    SEM_VALUE_MAX = 0x7FFFFFFF
    name = None

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        self.kind = kind
        self.maxvalue = maxvalue
        self.handle = os.eventfd(value, FLAGS)
        self._depth = 0  # how often this process holds it
        self._holder = 0

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        if self.kind == RECURSIVE and self._is_mine():
            self._depth += 1
            return True
        deadline = None if timeout is None else time.monotonic() + max(0.0, timeout)
        while not self._take():
            left = None if deadline is None else deadline - time.monotonic()
            if not block or (left is not None and left <= 0):
                return False
            _wait(self.handle, left)
        self._depth += 1
        self._holder = threading.get_ident()
        return True

    def release(self) -> None:
        if self.kind == RECURSIVE:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._depth > 1:
                self._depth -= 1
                return
        elif self._get_value() >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._depth -= 1
        os.eventfd_write(self.handle, 1)

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    def __del__(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            os.close(self.handle)

    def _take(self) -> bool:
        try:
            os.eventfd_read(self.handle)
        except BlockingIOError:
            return False
        return True

    def _count(self) -> int:
        return self._depth

    def _is_mine(self) -> bool:
        return self._depth > 0 and self._holder == threading.get_ident()

    def _is_zero(self) -> bool:
        return not _wait(self.handle, 0)

    def _get_value(self) -> int:
        lines = Path(f"/proc/self/fdinfo/{self.handle}").read_text().splitlines()
        return next(int(line.split()[1], 16) for line in lines if line.startswith("eventfd-count:"))

    def _after_fork(self) -> None:
        self._depth = 0


def _wait(handle: int, seconds: float | None) -> bool:
    """Whether it can be taken within these seconds."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(None if seconds is None else seconds * 1000))


def share_by_value() -> None:
    """From now on, in this process and those that it forks."""
    setattr(vars(synchronize)["_multiprocessing"], "SemLock", EventSemaphore)  # noqa: B010
    setattr(multiprocessing.heap.Arena, "_dir_candidates", [])  # noqa: B010  (arrays lie in the folder for temporary files)
    if torch_is_loaded():
        _share_tensors_by_value()


def _share_tensors_by_value() -> None:
    import torch.multiprocessing

    reducers: dict[type, Any] = vars(reduction.ForkingPickler)["_extra_reducers"]
    for kind in [kind for kind in reducers if kind.__module__.startswith("torch")]:
        del reducers[kind]
    setattr(torch.UntypedStorage, "_new_shared", classmethod(_new))  # noqa: B010


def _new(kind: Any, size: int, *, device: Any = "cpu") -> Any:
    """What a DataLoader's worker puts a batch into."""
    return kind(size, device=device)
