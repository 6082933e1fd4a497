"""The judge's own processor time on one submission: what reading, comparing, printing and explaining its answers may cost."""

from __future__ import annotations

import contextlib
import math
import mmap
import resource
import signal
from collections.abc import Iterator

from grader.judge.remote.errors import Setback
from grader.sentences import text

__all__ = ["Budget", "Spent"]

GRACE_SECONDS = (
    3  # for what ends a submission in order; and for one call into C, which nothing interrupts, before the kernel kills
)


class Spent(Setback):
    """The grader's time on this submission is used up."""


class Budget:
    """So many processor seconds of this process. `enforce` it in a process that is for one submission alone.

    tests: how many tests have come to an end, for a parent that finds the process killed. Without `enforce` nothing is held.
    """

    def __init__(self, seconds: float, allowed: int = -1) -> None:
        """allowed: so many tests may be run, after which the time counts as used up; -1 for all."""
        self.seconds = seconds
        self.spent = False
        self._allowed = allowed
        self._charged = False
        self._tests = mmap.mmap(-1, 8)

    @property
    def tests(self) -> int:
        return int.from_bytes(self._tests[:8], "little")

    def enforce(self) -> None:
        """From here on: `Spent` is raised in what is charged, and a call that cannot be interrupted ends the process."""
        signal.signal(signal.SIGXCPU, self._over)
        soft = math.ceil(self.seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, soft + GRACE_SECONDS))

    @contextlib.contextmanager
    def charged(self) -> Iterator[None]:
        """Work on what a submission sent. Raises Spent once the time is used up."""
        if self.spent:
            raise self.error()
        self._charged = True
        try:
            yield
        finally:
            self._charged = False

    @contextlib.contextmanager
    def test(self) -> Iterator[None]:
        """One test of the suite, charged."""
        self.spent = self.spent or self.tests == self._allowed
        try:
            with self.charged():
                yield
        finally:
            self._tests[:8] = (self.tests + 1).to_bytes(8, "little")

    def error(self) -> Spent:
        return Spent(text("worker.busy", seconds=f"{self.seconds:g}"))

    def _over(self, number: int, frame: object) -> None:
        self.spent = True
        if self._charged:
            self._charged = False  # once: the kernel repeats the signal every second
            raise self.error()
