"""Inputs drawn from the run's seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.judge import draw as draws
from grader.judge.draw import Draw

DRAWS: dict[str, Callable[[Draw], Any]] = {
    "randn": lambda draw: draw.randn(3, 2),
    "rand": lambda draw: draw.rand(3),
    "uniform": lambda draw: draw.uniform(-2, 2, 3),
    "randint": lambda draw: draw.randint(0, 100, (4,)),
    "number": lambda draw: torch.tensor(draw.number(-2, 2)),
    "integer": lambda draw: torch.tensor(draw.integer(0, 10**6)),
    "permutation": lambda draw: draw.permutation(20),
}


@pytest.mark.parametrize("make", DRAWS.values(), ids=DRAWS)
def test_the_same_seed_draws_the_same_and_another_seed_another(make: Callable[[Draw], Any]) -> None:
    assert torch.equal(make(Draw(1)), make(Draw(1)))
    assert not torch.equal(make(Draw(1)), make(Draw(2)))


def test_a_draw_does_not_touch_the_global_generator() -> None:
    torch.manual_seed(0)
    expected = torch.rand(1)
    torch.manual_seed(0)
    Draw(5).randn(10)
    assert torch.equal(torch.rand(1), expected)


def test_another_dtype_is_the_same_draw_rounded() -> None:
    assert torch.equal(Draw(1).randn(3, dtype=torch.float64).float(), Draw(1).randn(3))
    assert Draw(1).randint(0, 5, (2,), dtype=torch.int32).dtype == torch.int32


def test_numbers_stay_within_their_bounds_and_reach_both_ends() -> None:
    draw = Draw(3)
    assert {draw.integer(1, 3) for _ in range(100)} == {1, 2, 3}
    assert all(-2 <= draw.number(-2, 2) < 2 for _ in range(100))
    assert type(draw.number(0, 1)) is float
    assert draw.uniform(5, 6, 100).min() >= 5


def test_each_test_has_a_seed_of_its_own() -> None:
    seeds = {draws.test_seed(seed, name) for seed in range(20) for name in ("test_a", "test_b", "worker:test_a")}
    assert len(seeds) == 60
    assert all(0 <= seed < 1 << 48 for seed in seeds)
    assert draws.test_seed(7, "test_a") == draws.test_seed(7, "test_a")
