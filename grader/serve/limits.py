"""How often somebody may do something: so that no person, and no course, takes the server from the others."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator

from starlette.exceptions import HTTPException

__all__ = ["Limit", "RateLimits", "Together"]

KEYS = 10_000
MINUTE = 60.0


class Limit:
    """So many of one key within so many seconds: a bucket that fills up again by and by.

    keys: how many are remembered. Of more, the one that was not seen for longest is forgotten, and begins with a full bucket."""

    def __init__(
        self, number: int, seconds: float = MINUTE, keys: int = KEYS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.number, self.seconds, self.keys, self.now = number, seconds, keys, now
        self._lock = threading.Lock()
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()  # what is left, and when that was

    def take(self, key: Hashable) -> None:
        """Raises HTTPException, 429, where that is too often."""
        with self._lock:
            now = self.now()
            left, then = self._left.pop(key, (float(self.number), now))
            left = min(self.number, left + (now - then) * self.number / self.seconds)
            enough = left >= 1
            self._left[key] = (left - enough, now)
            if len(self._left) > self.keys:
                self._left.popitem(last=False)
        if not enough:
            raise HTTPException(429)


class Together:
    """So many of one key at the same time."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._lock = threading.Lock()
        self._open: Counter[Hashable] = Counter()

    @contextlib.contextmanager
    def hold(self, key: Hashable) -> Iterator[None]:
        """Raises HTTPException, 429, where there are as many already."""
        with self._lock:
            if self._open[key] >= self.number:
                raise HTTPException(429)
            self._open[key] += 1
        try:
            yield
        finally:
            with self._lock:
                self._open[key] -= 1
                if not self._open[key]:
                    del self._open[key]


class RateLimits:
    """Of one server. Before a login is answered nobody is known: there, a person is what the platform calls them (its login hint), and the
    browser's address stands for the rest. A whole course may come from one address, and at once."""

    def __init__(self) -> None:
        self.login_of_person = Limit(300)  # some platforms call all of a course by one hint
        self.login_of_address = Limit(3000)
        self.launch_of_person = Limit(30)
        self.launch_into_course = Limit(3000)
        self.pages_of_person = Limit(240)
        self.streams_of_person = Together(8)
        self.long_work_of_course = Together(1)  # a roster that is read, a class that is packed
