"""The attacks fare no better where the grader is an ordinary user of the machine."""

from __future__ import annotations

import pytest

from .corpus import attacks
from .inputs import built_attacks
from .others import measure_as

EVERYTHING = [*attacks(), *built_attacks()]
ADMITTED = {attack.name for attack in EVERYTHING if attack.earns != attack.honest}


@pytest.mark.timeout(1500)
def test_every_attack_is_held_for_an_ordinary_user() -> None:
    """Nothing gained beyond what the attacks admit, and a correct submission after each has full marks."""
    results = measure_as("ordinary", "bubblewrap")

    assert {name: got for name, got in results.items() if got != "held" and name not in ADMITTED} == {}
    assert set(results) == {attack.name for attack in EVERYTHING}
