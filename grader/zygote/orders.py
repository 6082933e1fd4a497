"""What a zygote is asked for, and what comes back from whoever it forked."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time

from msgspec import Struct

from grader.wire.channel import Channel

__all__ = ["Begin", "Fork", "Forked", "Line", "begin"]


class Fork(Struct, tag_field="tag", tag="fork", frozen=True):
    """Fork a process that runs `entry` ("module:function") on the socket that comes with this message.

    steps: modules to have imported before, in this order. Each step is a process of its own, so that those who ask for the same ones share it.
    """

    steps: list[list[str]]
    entry: str


class Line(Struct, tag_field="tag", tag="line", frozen=True):
    """Take orders from the socket that comes with this message as well."""


class Forked(Struct, tag_field="tag", tag="forked", frozen=True):
    """The first word of a forked process, with a descriptor of itself (pidfd_open(2)) beside it."""

    pid: int


class Begin(Struct, tag_field="tag", tag="begin", frozen=True):
    """To a forked process, so that no zygote ever holds it: its environment and working folder. Its log comes beside it."""

    environment: dict[str, str]
    folder: str


def begin(control: Channel) -> None:
    """Say `Forked` for this process, and take on what `Begin` says."""
    pidfd = os.pidfd_open(os.getpid())
    control.send(Forked(os.getpid()), fd=pidfd)
    os.close(pidfd)
    begin, log = control.receive_fd(Begin)
    os.dup2(log, 2)
    os.close(log)
    os.environ.clear()
    os.environ.update(begin.environment)
    with contextlib.suppress(OSError):  # a folder that is gone is nobody's
        os.chdir(begin.folder)
    time.tzset()
    tempfile.tempdir = None  # found anew, in this environment
