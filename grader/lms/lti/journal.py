"""What has been sent, on disk before it is sent: so that a publish that is cut off goes on, and a repeat sends nothing."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Struct

__all__ = ["Journal", "Sent"]

STEP = timedelta(seconds=1)  # Moodle compares times in whole seconds


class Sent(Struct, frozen=True, kw_only=True):
    """One score for one person. time: set once, when it is first about to go out. submitted: when it was handed in, where that is known.
    done: the platform has it."""

    line_item: str
    user: str
    student: str
    score: Decimal
    maximum: Decimal
    comment: str
    submitted: datetime | None = None
    time: datetime = datetime.min.replace(tzinfo=UTC)
    done: bool = False

    def says_as(self, other: Sent) -> bool:
        """Whether it is the same score with the same comment."""
        return (self.score, self.maximum, self.comment) == (other.score, other.maximum, other.comment)


class Journal:
    """A file of one line an event; of one person's lines the last counts. Half a line, left by a crash, does not."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: dict[tuple[str, str], Sent] = {}
        self._done: dict[tuple[str, str], Sent] = {}
        lines = path.read_bytes().split(b"\n") if path.exists() else []
        for line in lines:
            with contextlib.suppress(msgspec.MsgspecError):
                self._keep(msgspec.json.decode(line, type=Sent))

    def last(self, line_item: str, user: str) -> Sent | None:
        return self._last.get((line_item, user))

    def done(self, line_item: str, user: str) -> Sent | None:
        """The last one that the platform certainly has had."""
        return self._done.get((line_item, user))

    def time_after(self, before: Sent | None) -> datetime:
        """A time for a new score: now, and later than the one before by as much as every platform can tell."""
        now = datetime.now(UTC)
        return max(now, before.time + STEP) if before else now

    def write(self, sent: Sent) -> None:
        """On disk when this returns."""
        with open(self.path, "ab") as file:
            file.write(b"\n" + msgspec.json.encode(sent))  # ends a line that a crash left open
            file.flush()
            os.fsync(file.fileno())
        self._keep(sent)

    def _keep(self, sent: Sent) -> None:
        self._last[sent.line_item, sent.user] = sent
        if sent.done:
            self._done[sent.line_item, sent.user] = sent
