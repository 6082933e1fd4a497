"""Whether a suite may be collected once for many forks: only if reading it does nothing but fill this process's own memory."""

from __future__ import annotations

import mmap
import os
import sys
import threading
from typing import Any

from grader.course.lessons import Lesson
from grader.judge.collect import Suite
from grader.wire.torch_if_loaded import torch, torch_is_loaded

__all__ = ["Fitness", "collected_alone"]

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Audit events of what a fork would share with those after it: files, processes, connections.
SHARED = {
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.mkfifo"),
    *(
        "tempfile.mkstemp",
        "tempfile.mkdtemp",
        "subprocess.Popen",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.system",
    ),
    *("socket.bind", "socket.connect", "socket.sendto", "sqlite3.connect"),
}


class Fitness:
    """Of one suite, found by a fork that collects it for itself; the process that forks it reads the answer."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, mmap.PAGESIZE)

    @property
    def is_fit(self) -> bool:
        return self._page[0] == 1

    def collect(self, lesson: Lesson) -> Suite:
        """Collect the suite, and note whether others could share it. For a process that serves one submission: an audit hook stays."""
        watching, seen = True, False

        def look(event: str, args: tuple[Any, ...]) -> None:
            nonlocal seen
            if watching:
                seen = seen or event in SHARED or (event == "open" and _writes(*args))

        sys.addaudithook(look)
        suite, alone = collected_alone(lesson)
        watching = False
        self._page[0] = alone and not seen
        return suite


def collected_alone(lesson: Lesson) -> tuple[Suite, bool]:
    """The suite, collected; and whether it is sound and has left neither threads, children, open files nor a GPU in use."""
    files = _open_files()
    suite = Suite(lesson)
    alone = threading.active_count() == 1 == _threads() and not _has_children() and _open_files() == files
    on_a_gpu = torch_is_loaded() and torch.cuda.is_initialized()  # type: ignore[no-untyped-call]
    return suite, suite.is_sound and alone and not on_a_gpu


def _writes(path: Any, mode: str | None, flags: int) -> bool:
    return bool(flags & WRITING) and path != os.devnull


def _threads() -> int:
    try:
        return len(os.listdir("/proc/self/task"))
    except FileNotFoundError:  # macOS
        return int(_asked_of_psutil().num_threads())


def _asked_of_psutil() -> Any:
    import psutil

    return psutil.Process()


def _open_files() -> list[str]:
    return os.listdir("/dev/fd")


def _has_children() -> bool:
    if not hasattr(os, "waitid"):  # macOS, before Python 3.13
        return bool(_asked_of_psutil().children())
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True
