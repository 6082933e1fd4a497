"""A warm session for lessons that need no PyTorch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.engine.session import Session
from grader.sandbox import choose
from grader.wire.messages import Limits


@pytest.fixture(scope="session")
def session() -> Iterator[Session]:
    with Session(choose("auto", own_code=True), Limits(), preload=("numpy",)) as session:
        yield session
