"""The zygote itself: takes orders from its lines and forks, until the last of them is closed."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import Any

from grader.forks import share_objects
from grader.wire.channel import Channel, Closed, WireError
from grader.worker.confine import die_with_parent, hide_memory, prctl
from grader.zygote.orders import Fork, Line, begin

__all__ = ["main"]

PR_SET_NAME, PR_SET_CHILD_SUBREAPER = 15, 36


class Node:
    """One process of the tree: the root has imported nothing that takes long, each child one step more than its parent."""

    def __init__(self, line: Channel) -> None:
        self.lines = {line.sock.fileno(): line}
        self.children: dict[tuple[str, ...], Channel] = {}

    def run(self) -> None:
        """Take orders until nobody is left who could give one."""
        while self.lines:
            poll = select.poll()
            for fd in self.lines:
                poll.register(fd, select.POLLIN)
            for fd, _ in poll.poll():
                self._take_order(fd)

    def _take_order(self, fd: int) -> None:
        try:
            order, beside = self.lines[fd].receive_fd(Fork | Line)
        except WireError:
            self.lines.pop(fd).close()
            return
        if isinstance(order, Line):
            line = Channel(socket.socket(fileno=beside))
            self.lines[beside] = line
            return
        try:
            self._fork(order, beside)
        finally:
            os.close(beside)

    def _fork(self, order: Fork, control: int) -> None:
        """In this process where it has all that is asked for, else in the child that does."""
        if not order.steps:
            _forked(lambda: _become(order.entry, control))
            return
        step, *rest = order.steps
        passed_on = Fork(rest, order.entry)
        for _ in range(2):  # a child that has died is made anew
            child = self.children.get(tuple(step)) or self._new_child(step)
            try:
                child.send(passed_on, fd=control)
                break
            except Closed:
                self.children.pop(tuple(step)).close()

    def _new_child(self, step: list[str]) -> Channel:
        ours, theirs = socket.socketpair()
        _forked(lambda: _serve(theirs.fileno(), step))
        theirs.close()
        self.children[tuple(step)] = child = Channel(ours)
        return child


def _forked(run: Callable[[], Any]) -> None:
    """Run this in a process of its own, which ends with this one."""
    parent = os.getpid()
    if os.fork():
        return
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        die_with_parent()
        if os.getppid() == parent:
            run()
    except Closed:
        pass  # nobody waits for it any more
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(0)


def _become(entry: str, control: int) -> None:
    control = _alone_with(control)
    os.setsid()
    _call_myself(entry.split(".")[1])
    channel = Channel(socket.socket(fileno=control))
    begin(channel)
    if "numpy.random" in sys.modules:  # else a worker would know the state of a judge's
        sys.modules["numpy.random"].seed()
    module, _, function = entry.partition(":")
    getattr(importlib.import_module(module), function)(channel)


def _serve(line: int, step: list[str]) -> None:
    line = _alone_with(line)
    for name in step:
        with contextlib.suppress(ImportError):  # whoever needs it will say so
            module = importlib.import_module(name)
            if name.startswith("grader."):
                module.warm_up()
    share_objects()
    _bury_children()
    Node(Channel(socket.socket(fileno=line))).run()


def _call_myself(name: str) -> None:
    """For `ps` and `top`, which know all forks by one command line."""
    buffer = ctypes.create_string_buffer(f"dlgrade-{name}".encode())
    prctl(PR_SET_NAME, ctypes.addressof(buffer))


def _alone_with(fd: int) -> int:
    """Keep this descriptor and none of the parent's others; its new number."""
    os.dup2(fd, 3)
    os.closerange(4, 1 << 16)
    return 3


def _bury_children() -> None:
    """Those of whatever was forked here and has ended, too: not every container has a first process that would."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)

    def bury(number: int, frame: object) -> None:
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    signal.signal(signal.SIGCHLD, bury)


def main() -> None:
    """Entry point: `python -c "from grader.zygote.node import main; main()" FD`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the coordinator's to handle
    _call_myself("zygote")
    hide_memory()  # all that is forked from here on
    share_objects()
    _bury_children()
    Node(Channel(socket.socket(fileno=int(sys.argv[1])))).run()
