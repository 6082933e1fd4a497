"""Attacks and honest work mixed, in two processes: every honest submission has its exact score, and nothing is left."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox.base import FIRST_UID

from .corpus import ROOT, attacks

# Quick ones: those that hang until a limit are left to test_attacks.py.
FAMILIES = ("score", "read", "damage", "outlive", "wire")
HANGING = {"score_freeze_the_clock", "score_lazy_tensor", "damage_deep_tree", "damage_many_files", "read_heap_residue"}
HANGING |= {"wire_deaf", "wire_slow_drip", "wire_long_body", "wire_large_mappings", "wire_forged_exceptions"}
QUICK = sorted(attack.name for attack in attacks() if attack.family in FAMILIES and attack.name not in HANGING)
HONEST = ("reference", "wrong")
POINTS = {"reference": "40", "wrong": "6"}
PLACES = (Path("/proc"), Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"))


def test_twenty_attacks_among_twenty_honest_submissions(tmp_path: Path) -> None:
    """Two graders at once, 20 attacks and 20 honest submissions: nothing lost, nothing changed, nothing left."""
    grade_mixed(tmp_path, 20)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_two_hundred_attacks_among_two_hundred_honest_submissions(tmp_path: Path) -> None:
    """The same with 200 and 200."""
    grade_mixed(tmp_path, 200)


def grade_mixed(folder: Path, count: int) -> None:
    """Grade `count` attacks and as many honest submissions, shuffled, and assert what must hold of them."""
    mixed = mixture(count)
    temporary = folder / "tmp"
    temporary.mkdir()

    graders = [start_grader(folder / str(number), temporary, mixed[number::2]) for number in (0, 1)]
    results = [tuple(pair) for grader in graders for pair in json.loads(grader.communicate()[0])]

    assert [grader.returncode for grader in graders] == [0, 0]
    assert [name for name, _, _ in results] == mixed[::2] + mixed[1::2]
    assert [(name, score) for name, score, _ in results if name in HONEST and score != POINTS[name]] == []
    assert [name for name, score, _ in results if score == "grader_fault"] == []
    assert list(temporary.iterdir()) == []
    assert left_by({uid for grader in graders for uid in uids_of(grader.pid)}) == []


def mixture(count: int) -> list[str]:
    """The names of `count` attacks and of as many honest submissions, shuffled; always the same ones."""
    mixed = [QUICK[number % len(QUICK)] for number in range(count)] + [HONEST[number % 2] for number in range(count)]
    random.Random(count).shuffle(mixed)
    return mixed


def start_grader(folder: Path, temporary: Path, names: list[str]) -> subprocess.Popen[str]:
    """A grader in a process of its own, with a folder of its own for temporary files."""
    command = [sys.executable, "-m", "tests.attacks.crowd", str(folder), *names]
    environment = os.environ | {"TMPDIR": str(temporary)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def uids_of(pid: int) -> range:
    """The users that a grader of this process id makes its sandboxes run as, where it may."""
    return range(FIRST_UID + pid * 64, FIRST_UID + pid * 64 + 64)


def left_by(uids: set[int]) -> list[Path]:
    """Processes and files of these users."""
    entries = [entry for place in PLACES if place.is_dir() for entry in place.iterdir()]
    return [entry for entry in entries if _owner(entry) in uids]


def _owner(entry: Path) -> int:
    try:
        return entry.lstat().st_uid
    except FileNotFoundError:
        return -1
