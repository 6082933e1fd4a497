"""How a fork of the worker's parent becomes a worker: confined, with the submission's files laid out, and nothing of the parent's in hand."""

from __future__ import annotations

import contextlib
import mmap
import os
import socket
import sys
from pathlib import Path

from grader.wire.channel import SUBMISSION_BYTES, Channel, MiB
from grader.wire.messages import Confinement, Files, Start
from grader.worker import confine, landlock
from grader.worker.filter import forbid_system_calls

__all__ = ["become_worker"]

WORKER_FD = 3


def become_worker(confinement: Confinement, start: Start, fd: int, page: mmap.mmap) -> None:
    """Go where a worker may be, give up what it may not have, and serve the judge until the socket `fd` closes. page: where the line of a long call is noted."""
    os.dup2(fd, WORKER_FD)
    os.closerange(WORKER_FD + 1, 1 << 16)  # the control socket above all: student code must never hold it
    os.setsid()
    if confinement.worker_uid is not None:
        confine.become(confinement.worker_uid)
    confine.die_with_parent()
    confine.hide_memory(False)  # the parent must be able to read how much memory it uses
    with contextlib.suppress(OSError):  # if the kernel must kill one of the group, then this one
        Path("/proc/self/oom_score_adj").write_text("1000")
    channel = Channel(socket.socket(fileno=WORKER_FD), body_bytes=start.limits.reply_mb * MiB)
    submitted, _ = Channel(channel.sock, head_bytes=SUBMISSION_BYTES).receive(Files)
    main = lay_out(Path(confinement.scratch), submitted.files, submitted.data)
    confine.limit_resources(start.limits, own_uid=confinement.kill != "descendants", gpu=confinement.gpu)
    confine.renounce_privileges()
    if confinement.readable:
        landlock.restrict(confinement.readable, confinement.listable, confinement.writable)
        forget_unreadable_paths()

    from grader.worker.serve import serve

    silence()
    serve(channel, main, start.limits, lambda: filter_calls(confinement), page)


def lay_out(scratch: Path, files: dict[str, bytes], data: dict[str, bytes]) -> Path:
    """Make the worker's folders in `scratch`, write the submission, go to the work folder; returns the submission's folder.

    The lesson's data lies in `data/` below the work folder, and by a link beside the submission's files, unless there is one of its own.
    """
    submission = scratch / "submission"
    for folder in (submission, scratch / "work", scratch / "tmp"):
        folder.mkdir(mode=0o700, exist_ok=True)
    for name, source in files.items():
        (submission / name).parent.mkdir(parents=True, exist_ok=True)
        (submission / name).write_bytes(source)
    for name, content in data.items():
        path = scratch / "work" / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if data and not (submission / "data").exists():
        (submission / "data").symlink_to(scratch / "work" / "data")
    os.chdir(scratch / "work")
    return submission


def forget_unreadable_paths() -> None:
    """The parent could read more than the worker may: its import path, and what it remembers of the folders there, must go."""
    for path in list(sys.path):
        try:
            os.listdir(path)
        except OSError:
            sys.path.remove(path)
            sys.path_importer_cache.pop(path, None)


def filter_calls(confinement: Confinement) -> None:
    if confinement.filtered:
        forbid_system_calls(strangers=confinement.strangers, gpu=confinement.gpu)


def silence() -> None:
    """What student code writes past Python's own stdout and stderr goes nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.close(null)
