"""The attacks fare no better where the grader is an ordinary user of the machine."""

from __future__ import annotations

import pytest

from .corpus import attacks
from .inputs import built_attacks
from .others import measure_as

EVERYTHING = [*attacks(), *built_attacks()]
ADMITTED = {attack.name for attack in EVERYTHING if attack.earns != attack.honest}


def held(user: str, backend: str, families: tuple[str, ...] = ()) -> None:
    """Assert that nothing of these families, or of all, gains more than it admits or harms the next submission."""
    chosen = {attack.name for attack in EVERYTHING if not families or attack.family in families}
    results = measure_as(user, backend, *sorted(chosen))

    assert {name: got for name, got in results.items() if got != "held" and name not in ADMITTED} == {}
    assert set(results) == chosen


# All of them take as long as the other tests together; docs/security-results.md has them in a column of their own.
@pytest.mark.parametrize("families", [("outlive",), pytest.param((), id="all", marks=pytest.mark.slow)])
@pytest.mark.timeout(3000)
def test_attacks_are_held_for_an_ordinary_user(families: tuple[str, ...]) -> None:
    """Nothing gained beyond what the attacks admit, and a correct submission after each has full marks."""
    held("ordinary", "bubblewrap", families)
