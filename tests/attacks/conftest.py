"""One warm session a backend for all the attacks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .bench import Bench, open_bench, working_backends


@pytest.fixture(scope="session", params=working_backends(), ids=lambda backend: backend.name)
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A warm session, with secrets planted where no worker may read."""
    with open_bench(request.param, tmp_path_factory.mktemp("planted")) as bench:
        yield bench
