"""One warm session a backend for all the attacks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .bench import Bench, open_bench, working_backends


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes minutes; run with -m slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow tests run only when they are asked for."""
    if "slow" in config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if item not in slow]
    config.hook.pytest_deselected(items=slow)


@pytest.fixture(scope="session", params=working_backends(), ids=lambda backend: backend.name)
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A warm session, with secrets planted where no worker may read."""
    with open_bench(request.param, tmp_path_factory.mktemp("planted")) as bench:
        yield bench
