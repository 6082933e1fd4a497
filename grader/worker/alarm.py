"""Interrupts what runs too long at import, so that the rest of it can be graded."""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType

__all__ = ["Alarm", "ImportTooLong"]


class ImportTooLong(BaseException):
    """A line that runs at import was still running when its time was over; the judge has the sentence."""


class Alarm:
    """Within it, what still runs after a share of the time that is left is interrupted. deadline: 0 for none."""

    def __init__(self, deadline: float, share: float) -> None:
        self.seconds = max(0.01, share * (deadline - time.monotonic())) if deadline else 0.0

    def __enter__(self) -> None:
        if self.seconds and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def __exit__(self, *_: object) -> None:
        if self.seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        raise ImportTooLong(f"{self.seconds:.0f}")
