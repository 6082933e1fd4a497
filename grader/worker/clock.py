"""Processor time of one submission, as the worker's parent sees it."""

from __future__ import annotations

import resource

from grader.wire.messages import Confinement
from grader.worker import processes

__all__ = ["CpuClock"]


class CpuClock:
    """Processor time of one submission: of its living processes, and of the dead, which whoever buries them adds to their own.

    Nobody buries a process whose parent ignores its end: of such a one counts what a look has seen. Looks cost, so there are none before
    the first reading.
    """

    def __init__(self, confinement: Confinement) -> None:
        self._confinement = confinement
        self._buried_before = self._buried()
        self._last: float | None = None
        self._vanished = 0.0

    def read(self) -> float:
        last, now = self._last or 0.0, self._now()
        if now < last:  # something vanished, or was just being buried while we counted
            now = self._now()
        self._vanished += max(0.0, last - now)
        self._last = now
        return now + self._vanished

    def look(self) -> None:
        if self._last is not None:
            self.read()

    def _now(self) -> float:
        return self._buried() - self._buried_before + processes.cpu_seconds(self._confinement)

    def _buried(self) -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime + processes.buried_by_holder(self._confinement)
