"""The attacks fare no better where the grader is an ordinary user, or root with every backend that Python's place allows."""

from __future__ import annotations

import json

import pytest

from .bench import working_backends
from .corpus import attacks
from .others import measure_as

# One or two of each kind; the whole corpus is the slow variant.
FEW = ["score_exit_in_call", "score_frame_walk", "read_environment", "read_process_1", "damage_kill_everything"]
FEW += ["damage_file_limit_of_parent", "damage_locked_tree", "outlive_fork_chain", "outlive_message_to_next"]
FEW += ["resource_fork_bomb", "resource_memory", "wire_half_a_frame", "input_zip_link"]
ADMITTED = {attack.name for attack in attacks() if attack.earns != attack.honest}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("user", ["root", "ordinary"])
def test_attacks_of_each_kind_are_held(user: str) -> None:
    """Each of a few attacks earns its honest part, and a correct submission after it has full marks."""
    results = json.loads(measure_as(user, FEW))

    assert set(results) >= {"bubblewrap"} & {backend.name for backend in working_backends()}
    assert [
        (backend, name, got) for backend in results for name, got in results[backend].items() if got != "held"
    ] == []
    assert all(set(held) == set(FEW) for held in results.values())


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("user", ["root", "ordinary"])
def test_every_attack_is_held(user: str) -> None:
    """The whole corpus: none gains but those that say so."""
    results = json.loads(measure_as(user, []))

    lost = [(backend, name, got) for backend in results for name, got in results[backend].items() if got != "held"]
    assert [entry for entry in lost if entry[1] not in ADMITTED] == []
