"""At which line of the student's file something happens: for the one who reads the scorecard, never for a verdict."""

from __future__ import annotations

import contextlib
import mmap
import signal
from collections.abc import Iterator, Mapping
from types import FrameType

__all__ = ["LongCalls", "line_of", "seen_line"]

LINE_BYTES = 4
MOST_LINES = (1 << 31) - 1
FIRST, AGAIN = 0.5, 0.1  # shares of a call's time: when it counts as long, and how often it is looked at from there on


def line_of(frame: FrameType | None, files: Mapping[str, int]) -> int:
    """The innermost line of these files that is being run, 0 where none is. files: each with what is added to its lines."""
    while frame:
        if (above := files.get(frame.f_code.co_filename)) is not None:
            return above + (frame.f_lineno or 0)
        frame = frame.f_back
    return 0


def seen_line(page: mmap.mmap) -> int:
    """What `LongCalls` noted last, or whatever student code wrote there: a line number by its size."""
    return min(int.from_bytes(page[:LINE_BYTES], "little"), MOST_LINES)


class LongCalls:
    """Notes the line at which a long call stands, in memory that the worker's parent reads once the worker is killed.

    seconds: what a call may take. files: as `line_of` takes them; filled once the submission is imported. Only for the main thread.
    """

    def __init__(self, page: mmap.mmap, seconds: float) -> None:
        self.files: Mapping[str, int] = {}
        self._page = page
        self._seconds = seconds

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """A call of the student's code."""
        self._page[:LINE_BYTES] = bytes(LINE_BYTES)
        signal.signal(signal.SIGALRM, self._note)
        signal.setitimer(signal.ITIMER_REAL, FIRST * self._seconds, AGAIN * self._seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _note(self, number: int, frame: FrameType | None) -> None:
        line = min(line_of(frame, self.files), MOST_LINES)
        self._page[:LINE_BYTES] = line.to_bytes(LINE_BYTES, "little")
