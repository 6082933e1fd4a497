"""The attacks fare no better before the `uid` sandbox, which is for root in a container without namespaces."""

from __future__ import annotations

import os

import pytest

from .others import measure_as, run_as
from .test_ordinary_user import ADMITTED, EVERYTHING

as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")


@as_root
@pytest.mark.timeout(1500)
def test_every_attack_is_held_by_another_uid() -> None:
    """Nothing gained beyond what the attacks admit, and a correct submission after each has full marks."""
    results = measure_as("root", "uid")

    assert {name: got for name, got in results.items() if got != "held" and name not in ADMITTED} == {}
    assert set(results) == {attack.name for attack in EVERYTHING}


@as_root
@pytest.mark.timeout(600)
def test_every_limit_is_held_by_another_uid() -> None:
    """The tests of limits and of the sandbox itself pass with this backend too."""
    said = run_as("root", "pytest", "-p", "no:xdist", "tests/sandbox", "-k", "uid")

    assert " passed" in said or "[100%]" in said
