"""Turns on a machine, and what the reference took, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.judge.training import timing
from grader.judge.training.timing import Reference, forget, machine, recall, remember, turn


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(timing, "TURN_SECONDS", 0.0)
    return tmp_path


def test_what_the_reference_took_is_remembered() -> None:
    """For the same machine, device and suite."""
    remember(machine("cpu"), Reference(1.25))

    assert recall(machine("cpu")) == Reference(1.25)


@pytest.mark.parametrize("name", ["cpu", "cores", "threads", "torch", "device", "host", "suite"])
def test_other_facts_ask_for_a_new_measurement(name: str) -> None:
    """Another processor, PyTorch or suite makes a time stale."""
    facts = machine("cpu") | {"suite": "a"}
    remember(facts, Reference(1.25))

    assert recall(facts | {name: "another"}) is None


def test_what_is_forgotten_is_measured_anew() -> None:
    """A time of a busy hour must not last; to forget it twice is no error."""
    remember(machine("cpu"), Reference(60.0))
    forget(machine("cpu"))
    forget(machine("cpu"))

    assert recall(machine("cpu")) is None


@pytest.mark.parametrize("damage", [b"", b"{", b'{"facts": {}, "seconds": "long"}'])
def test_damaged_note_is_none(cache: Path, damage: bytes) -> None:
    """It is measured again."""
    remember(machine("cpu"), Reference(1.25))
    for note in (cache / "dlgrade" / "references").iterdir():
        note.write_bytes(damage)

    assert recall(machine("cpu")) is None


def test_cache_that_cannot_be_written_costs_no_more_than_memory(cache: Path) -> None:
    """A file stands where the folder should be."""
    (cache / "dlgrade").write_text("")

    remember(machine("cpu"), Reference(1.25))

    assert recall(machine("cpu")) is None
    with turn("cpu") as alone:
        assert alone


def test_two_graders_take_turns() -> None:
    """Who waits for too long goes on and is told that it is not alone."""
    with turn("cpu") as first, turn("cpu") as second:
        assert (first, second) == (True, False)


def test_turn_is_given_back() -> None:
    """By an error too."""
    with pytest.raises(ZeroDivisionError), turn("cpu"):
        raise ZeroDivisionError
    with turn("cpu") as alone:
        assert alone


def test_devices_do_not_wait_for_each_other() -> None:
    """A training on the GPU leaves the CPU's times as they are."""
    with turn("cpu") as on_cpu, turn("cuda") as on_gpu:
        assert (on_cpu, on_gpu) == (True, True)


def test_other_users_cannot_reach_the_turns(cache: Path) -> None:
    """A worker of another uid could otherwise hold the lock for ever."""
    with turn("cpu"):
        folder = cache / "dlgrade" / "turns"

        assert folder.stat().st_mode & 0o077 == 0
