"""Runs Python with less than Linux has, as another system would: `python as_another_system.py macos|windows -c PROGRAM ARGUMENTS`.

macos: no /proc, waitid, extended attributes, prctl, Landlock, memfd, setresuid, eventfd, credentials of a socket's peer, or kernel limits that macOS has not. What
PyTorch and psutil need on the Linux beneath is imported before, and psutil may go on reading /proc.
windows: no fcntl, resource, fork, sessions, signals to groups.
"""

from __future__ import annotations

import ctypes
import os
import resource
import runpy
import socket
import sys
import sysconfig
from typing import Any

GONE = {
    "macos": [
        (
            os,
            "setresuid setresgid memfd_create eventfd eventfd_read eventfd_write sched_getaffinity O_PATH pidfd_open "
            "waitid P_ALL P_PID WEXITED WNOWAIT pipe2 getxattr listxattr setxattr unshare setns posix_fadvise posix_fallocate",
        ),
        (socket, "SO_PASSCRED SCM_CREDENTIALS SO_PEERCRED"),
        (resource, "RLIMIT_MSGQUEUE prlimit"),
    ],
    "windows": [
        (
            os,
            "fork forkpty setsid killpg getuid getsid waitid wait4 sched_getaffinity O_NOFOLLOW O_NONBLOCK O_CLOEXEC O_DIRECTORY",
        )
    ],
}
ABSENT = ("prctl", "syscall", "madvise", "mallopt")


class Library:
    """A libc without Linux's own functions."""

    def __init__(self, whole: Any) -> None:
        self._whole = whole

    def __getattr__(self, name: str) -> Any:
        if name in ABSENT:
            raise AttributeError(f"dlsym(RTLD_DEFAULT, {name}): symbol not found")
        return getattr(self._whole, name)


def hide_proc() -> None:
    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith("/proc") and not of_psutil():
            raise FileNotFoundError(2, "No such file or directory", str(arguments[0]))

    sys.addaudithook(look)


def of_psutil() -> bool:
    frame: Any = sys._getframe(2)
    while frame:
        if f"{os.sep}psutil{os.sep}" in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False


def become(system: str) -> None:
    for module, names in GONE[system]:
        for name in names.split():
            if hasattr(module, name):
                delattr(module, name)
    if system == "macos":
        whole = ctypes.CDLL

        def library(name: str | None, *rest: Any, **more: Any) -> Any:
            return Library(whole(name, *rest, **more)) if name is None else whole(name, *rest, **more)

        ctypes.CDLL = library  # type: ignore[misc, assignment]
        hide_proc()
    else:
        for absent in ("fcntl", "resource"):
            sys.modules[absent] = None  # type: ignore[assignment]
    sys.platform = "darwin" if system == "macos" else "win32"


def main() -> None:
    system, *arguments = sys.argv[1:]
    arguments = [word for word in arguments if word != "-P"]
    if system == "macos" and "forkserver" in arguments[1]:
        import multiprocessing.heap  # noqa: F401

        import numpy  # noqa: F401
        import psutil  # noqa: F401
        import torch._dynamo
        import torchvision  # noqa: F401
    # These ask which system this is as they are imported, and would take Windows' own ways.
    import click  # noqa: F401
    import platformdirs  # noqa: F401
    import rich.console  # noqa: F401
    import watchfiles  # noqa: F401

    if "doctor" in arguments:
        import torch  # noqa: F401

    sysconfig.get_config_vars()  # this Python's own, under the name that it has here
    become(system)
    flag, program, *rest = arguments
    sys.argv = [flag, *rest]
    if flag == "-c":
        exec(compile(program, "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv = [program, *rest]
        runpy.run_module(program, run_name="__main__")


if __name__ == "__main__":
    sys.path[0] = os.getcwd()  # as `python -c` has it; the folder of this file is no place to import from
    main()
