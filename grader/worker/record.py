"""A record of the operators that ran: how a task that must do without one is checked. `trace` fills it; this module imports no torch.

It is kept in the student's process: it sees whoever calls an operator in the ordinary way, from whatever thread or process, and not
who switches it off (SECURITY.md says what that means).
"""

from __future__ import annotations

import _thread
import contextlib
import functools
import mmap
import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from grader.worker.lines import line_of

__all__ = ["OperatorRecord"]

# In _thread; the same ones with a _ before them are what threading took from there.
STARTS = ("start_new_thread", "start_new", "start_joinable_thread")
PIPE_BYTES = 1 << 16
NAME_CHARS = 200


def trace_into(record: OperatorRecord) -> AbstractContextManager[Any]:
    """Imports torch, which a lesson without it never asks for."""
    from grader.worker.trace import Trace

    tracing: AbstractContextManager[Any] = Trace(record)
    return tracing


class OperatorRecord:
    """The names of the operators that ran since `begin`, such as `aten::softmax`, each with the line of `files` from which it ran first.

    Two names are not operators: `torch` stands for any operator at all, `autograd` for any that runs in a backward pass.
    """

    def __init__(self) -> None:
        self.files: Mapping[str, int] = {}
        self._lines: dict[str, int] = {}
        # With forked processes: a number that each `begin` changes, and whether they told something.
        self._shared = mmap.mmap(-1, 2)
        self._turn = 0
        self._pipe: tuple[int, int] | None = None  # by which forked processes tell what they ran
        self._forked = False

    def follow(self) -> None:
        """From now on each thread that is started, each process that is forked, and each operator written in Python records too.

        For good: it cannot be undone in this process.
        """
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        os.register_at_fork(after_in_child=self._begin_in_fork)
        for module, prefix in ((_thread, ""), (threading, "_")):
            for name in STARTS:
                if start := getattr(module, prefix + name, None):
                    setattr(module, prefix + name, self._starting(start))
        import torch

        setattr(torch.library.Library, "impl", self._adding(torch.library.Library.impl))  # noqa: B010

    def begin(self) -> None:
        """A new call: forget what ran before."""
        self._told()
        self._lines.clear()
        self._shared[0] = (self._shared[0] + 1) % 256

    def add(self, *names: str) -> None:
        if self._forked:
            self._tell(names)
        for name in names:
            if name not in self._lines:
                self._lines[name] = line_of(sys._getframe(), self.files)

    def lines(self) -> dict[str, int]:
        """All of them, in order: of too many the judge makes no answer, so that a forbidden one cannot be crowded out."""
        return dict(sorted((dict.fromkeys(self._told(), 0) | self._lines).items()))

    def _traced(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def traced(*args: Any, **kwargs: Any) -> Any:
            with trace_into(self):
                return function(*args, **kwargs)

        return traced

    def _starting(self, start: Callable[..., Any]) -> Callable[..., Any]:
        """A thread begins without the modes of the one that starts it."""
        return lambda function, *rest, **named: start(self._traced(function), *rest, **named)

    def _adding(self, impl: Callable[..., Any]) -> Callable[..., Any]:
        """While an operator runs, the modes that have seen it are off, and what it is made of would not be seen."""

        def impl_traced(library: Any, name: Any, kernel: Any, *rest: Any, **named: Any) -> Any:
            from torch.library import fallthrough_kernel

            traced = kernel if kernel is fallthrough_kernel else self._traced(kernel)
            return impl(library, name, traced, *rest, **named)

        return impl_traced

    def _begin_in_fork(self) -> None:
        self._forked = True
        self._lines.clear()
        self._turn = self._shared[0]
        trace_into(self).__enter__()

    def _tell(self, names: tuple[str, ...]) -> None:
        """Each name once a call: the pipe, which nobody empties in between, holds more names than there are operators in use."""
        if self._turn != self._shared[0]:
            self._turn = self._shared[0]
            self._lines.clear()
        new = [name for name in names if name not in self._lines]
        if new and self._pipe:
            with contextlib.suppress(OSError):  # full, or closed by student code
                os.write(self._pipe[1], "".join(f"{name}\n" for name in new).encode())
            self._shared[1] = 1

    def _told(self) -> set[str]:
        """What forked processes have told since the last time."""
        if not self._shared[1] or not self._pipe:
            return set()
        self._shared[1] = 0
        try:
            said = os.read(self._pipe[0], PIPE_BYTES)
        except OSError:
            return set()
        return {name[:NAME_CHARS] for name in said.decode("utf-8", "replace").splitlines()}
