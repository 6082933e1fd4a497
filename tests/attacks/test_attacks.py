"""Every attack earns what its honest part earns, harms nobody after it and finds no secret."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.intake.submission import read_submission
from grader.sandbox import choose

from .bench import BOUND_SECONDS, Bench, neighbours, open_bench, passed
from .corpus import FAMILIES, LIMITS, Attack, attacks, lesson_of
from .inputs import builders, built_attacks

FILES = attacks()
BUILT = built_attacks()
NAMED = {attack.name: attack for attack in FILES}
ROWS_OF_THE_STUDY = {str(number) for number in range(1, 53)}
each_attack = pytest.mark.parametrize("attack", FILES, ids=lambda attack: attack.name)


def of(*families: str) -> pytest.MarkDecorator:
    chosen = [attack for attack in FILES if attack.family in families]
    return pytest.mark.parametrize("attack", chosen, ids=lambda attack: attack.name)


@each_attack
def test_attack_earns_exactly_what_it_says(bench: Bench, attack: Attack) -> None:
    """No test passes beyond those that the attack's docstring admits, and its points are theirs."""
    at_the_judge = attack.family in ("wire", "resource")  # what it sends is explained, too
    card = bench.grade(attack.source, attack.lesson, explain=at_the_judge)

    earned = bench.names(attack, attack.earns)
    assert card.outcome == "graded"
    assert passed(card) == earned
    assert card.score == sum(test.max_points for test in card.tests if test.id in earned)
    assert bench.faults(card) == []
    assert card.seconds < BOUND_SECONDS
    if attack.family in ("damage", "outlive"):
        next_submissions_are_graded_as_ever(bench)


def next_submissions_are_graded_as_ever(bench: Bench) -> None:
    """The reference solution has full marks, and a wrong submission its own points."""
    reference, wrong = bench.reference(), bench.wrong()

    assert (reference.outcome, reference.score) == ("graded", reference.max_score)
    assert (wrong.outcome, wrong.score) == ("graded", 6)


@of("outlive")
def test_second_run_of_an_attack_finds_nothing_of_the_first(bench: Bench, attack: Attack) -> None:
    """The same submission handed in again earns no more than the first time."""
    card = bench.grade(attack.source, attack.lesson, explain=False)

    assert passed(card) == bench.names(attack, attack.earns)


@of("read")
def test_secret_is_nowhere_in_reach(bench: Bench, attack: Attack) -> None:
    """A submission that searches tells what it looked at, and no secret is in it."""
    for source in neighbours(bench.canaries):
        bench.grade(source)

    card = bench.grade(attack.source, attack.lesson)

    assert any("looked" in str(test.message) or "searched" in str(test.message) for test in card.tests)
    assert bench.faults(card) == []


def test_search_finds_a_secret_where_nothing_confines_it(tmp_path: Path) -> None:
    """The search is no empty one: without a sandbox it finds the environment of a program that the grader's has started."""
    with open_bench(choose("process"), tmp_path) as bench, subprocess.Popen(["/bin/sleep", "600"]) as program:
        card = bench.grade(NAMED["read_environment"].source)
        program.kill()

        assert bench.canaries.environment in bench.faults(card)


@pytest.mark.parametrize("name", builders())
def test_handed_in_attack_earns_exactly_what_it_says(bench: Bench, name: str, tmp_path: Path) -> None:
    """Links, pipes, archives and encodings are refused, or earn what the file in them earns."""
    attack = next(attack for attack in BUILT if attack.name == name)
    earned = bench.names(attack, attack.earns)
    path = builders()[name](tmp_path)
    try:
        submission = read_submission(path, lesson_of(bench.course, attack.lesson))
    except SubmissionError:
        assert not earned
        return

    card = bench.hand_in(submission, attack.lesson)

    assert card.outcome == "graded"
    assert passed(card) == earned
    assert bench.faults(card) == []


def test_same_attack_and_seed_give_the_same_scorecard(bench: Bench) -> None:
    """An attack that kills its worker in every test has the same scorecard twice."""
    source = NAMED["score_exit_in_call"].source

    assert bench.grade(source).without_times() == bench.grade(source).without_times()


def test_every_family_has_attacks() -> None:
    """There are attacks of every family, and at least seventy-five files."""
    counts = Counter(attack.family for attack in [*FILES, *BUILT])

    assert set(counts) == set(FAMILIES)
    assert min(counts.values()) >= 3
    assert len(FILES) >= 75


def test_every_row_of_the_study_has_an_attack() -> None:
    """Each of the study's rows is tried here."""
    rows = {row for attack in [*FILES, *BUILT] for row in attack.row.replace(" ", "").split(",") if row}

    assert rows == ROWS_OF_THE_STUDY


def test_limits_of_the_corpus_are_small() -> None:
    """A hanging attack costs seconds."""
    assert LIMITS.submission_seconds <= 10
