"""A worker's parent that a test writes by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hostile import FakeParent, Lie

from grader.wire import Stopped


@pytest.fixture
def fake_parent() -> Iterator[Callable[..., FakeParent]]:
    """Make a parent whose workers lie."""
    parents: list[FakeParent] = []

    def make(
        lie: Lie, stopped: Stopped | bytes = Stopped(True, "signal SIGKILL"), silent_after: int = 1000
    ) -> FakeParent:
        parents.append(FakeParent(lie, stopped, silent_after))
        return parents[-1]

    yield make
    for parent in parents:
        parent.close()
