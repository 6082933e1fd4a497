"""What an answer is, seen from the expected one."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from grader.judge.explain.relations import relation
from grader.sentences import render

A = torch.tensor([[0.3, 1.7, -2.1], [4.4, 0.9, 5.2]])
V = torch.tensor([0.31, 2.7, -1.9, 4.4, 8.3])
P = torch.softmax(A, 1)
IMAGE = torch.arange(36.0).reshape(6, 6).sqrt()
SIGNED = torch.tensor([[1.0, -0.5, 2.5], [-3.5, -1.5, 1.5], [0.7, -2.5, 0.9]])
WIDE = torch.tensor([1.0, 100.0, 2.0])


def border(image: torch.Tensor) -> torch.Tensor:
    image = image.clone()
    image[0] += 1
    image[:, -1] -= 3
    image[-1] += 2
    image[:, 0] += 7
    return image


def changed(values: torch.Tensor, place: Any, by: float = 1.0) -> torch.Tensor:
    values = values.clone()
    values[place] += by
    return values


CASES: list[tuple[str, Any, Any, list[tuple[str, Any]]]] = [
    ("other_kind", A, A.double(), []),
    ("other_kind", A, A.numpy(), []),
    ("dimensions_of_one", V, V[:, None], []),
    ("dimensions_of_one", 0.31, torch.tensor([0.31]), []),
    ("transposed", A, A.T, []),
    ("transposed", IMAGE, IMAGE.T, []),
    ("reshaped", A, A.reshape(3, 2), []),
    ("axes", torch.arange(24.0).reshape(2, 3, 4), torch.arange(24.0).reshape(2, 3, 4).permute(2, 0, 1), []),
    ("not_reduced_all", 1.7, torch.tensor([0.7, 1.0]), []),
    ("not_reduced_axis", A.sum(1), A, []),
    ("reduced_axis", A, A.mean(0), []),
    ("missing_at_the_end", [0.9, 0.5, 0.3], [0.9, 0.5], []),
    ("too_many_at_the_start", [0.5, 0.3], [0.9, 0.5, 0.3], []),
    ("corner", IMAGE, IMAGE[:5, :5], []),
    ("sizes_less", torch.ones(4, 4), torch.zeros(3, 3), []),
    ("broadcast", V, V[:, None] - V, []),
    ("not_finite_overflow", torch.tensor([1.0, 1.0, 1.0]), torch.tensor([1.0, np.nan, 1.0]), [("x", WIDE)]),
    (
        "not_finite_zero",
        V,
        torch.tensor([0.31, -np.inf, -1.9, 4.4, 8.3]),
        [("p", torch.tensor([0.1, 0, 0.2, 0.3, 0.4]))],
    ),
    ("equal_to_input", A, V, [("x", V)]),
    ("all_equal", V, torch.zeros(5), []),
    ("two_times_every", A, 2 * A, []),
    ("two_times_one", 0.3, 0.6, []),
    ("half_every", A, A / 2, []),
    ("minus_every", A, -A, []),
    ("minus_one", 0.31, -0.31, []),
    ("percent", 0.75, 75.0, []),
    ("times_n_one", 0.31, 0.31 * 7, [("x", torch.zeros(7, 2))]),
    ("through_n_every", A, A / 4, [("x", torch.zeros(4, 2))]),
    ("n_less_one_one", 0.31, 0.31 * 5 / 4, [("x", torch.zeros(5))]),
    ("factor", A, 1.234 * A, []),
    ("factor_log10", 0.31, 0.31 / math.log(10), []),
    ("through_root_n", A, A / math.sqrt(3), [("x", torch.zeros(5, 3))]),
    ("offset_more_every", A, A + 1, []),
    ("offset_less_one", 5, 4, []),
    ("exchanged", [0.7, 2.3], [2.3, 0.7], []),
    ("reversed", V, V.flip(0), []),
    ("reversed_axis", A, A.flip(1), []),
    ("rolled", V, V.roll(1), []),
    ("late", V, torch.cat([torch.tensor([9.9]), V[:-1]]), []),
    ("permuted", V, V[[2, 0, 1, 4, 3]], []),
    ("normalised_along", P, torch.softmax(A, 0), []),
    ("normalised_all", P, torch.softmax(A.flatten(), 0).reshape(2, 3), []),
    ("opposite", torch.tensor([1, 0, 0, 1]), torch.tensor([0, 1, 1, 0]), []),
    ("signs", V, V.abs(), []),
    ("clipped_above", V.abs(), V.abs().clamp(max=3), []),
    ("clipped_below", -V.abs(), (-V.abs()).clamp(min=-3), []),
    ("is_square", V.abs(), V.square(), []),
    ("is_log", V.abs(), V.abs().log(), []),
    ("is_complement", P, 1 - P, []),
    ("lacks_relu", A.relu(), A, []),
    ("only_first", V, changed(V, 0), []),
    ("only_last", IMAGE, changed(IMAGE, (slice(None), -1)), []),
    ("only_line", IMAGE, changed(IMAGE, 2), []),
    ("right_up_to", V, changed(V, slice(2, None), 0.37) * torch.tensor([1, 1, 1.1, 1.2, 1.3]), []),
    ("only_border", IMAGE, border(IMAGE), []),
    ("only_negative", SIGNED, torch.where(SIGNED < 0, SIGNED.exp(), SIGNED), []),
    ("nearly", V, V * torch.tensor([1.0002, 0.9998, 1.0001, 1.0003, 1.0]), []),
]


@pytest.mark.parametrize(
    ("name", "expected", "yours", "arguments"), CASES, ids=[f"{place}-{case[0]}" for place, case in enumerate(CASES)]
)
def test_a_relation_is_found(name: str, expected: Any, yours: Any, arguments: list[tuple[str, Any]]) -> None:
    said = relation(expected, yours, arguments)
    assert said
    assert said.name == name


FEW = torch.tensor([0.25, 0.25, -0.0002, 0.0])


@pytest.mark.parametrize(
    ("expected", "yours"),
    [(FEW, FEW.flip(0)), (FEW, FEW[[2, 0, 1, 3]]), (torch.tensor([0.3, -0.7]), torch.tensor([0.3, 0.9]))],
    ids=["reversed", "permuted", "negative"],
)
def test_few_values_stand_in_another_order_by_chance(expected: torch.Tensor, yours: torch.Tensor) -> None:
    assert relation(expected, yours) is None


INSIDES_OF_ONE = torch.arange(18.0).reshape(2, 3, 3) / 7 + 0.1
CENTRES = torch.zeros(2, 3, 3, dtype=torch.bool)
CENTRES[:, 1, 1] = True
NONE = [
    ("right", A, A),
    ("unrelated", A, torch.tensor([[0.1, 2.2, 3.9], [1.1, 4.8, 0.3]])),
    ("no numbers", A, "text"),
    ("None", A, None),
    ("nothing in it", A, torch.zeros(0)),
    ("one number and another", 0.31, 0.74),
    ("a short list and another", [0.1, 0.2], [0.7, 0.3]),
    ("an empty list", [], []),
    ("all NaN", A, A * np.nan),
    ("one whole number and four times it", 1.0, 4.0),
    ("a maximum that one value reaches", torch.tensor([0.3, 0.8]), torch.tensor([0.3, 0.6])),
    ("an inside of one number", INSIDES_OF_ONE, INSIDES_OF_ONE.where(CENTRES, INSIDES_OF_ONE.flip(-1) * 1.3)),
    ("digits of the largest alone", torch.tensor([5.0, 2e-5]), torch.tensor([5.0005, 3e-5])),
    ("right by a tolerance and not to the last digit", V, V * (1 + 6e-6) + torch.tensor([0.0, 0.0, 0.0, 0.0, 0.01])),
]


@pytest.mark.parametrize(("expected", "yours"), [case[1:] for case in NONE], ids=[case[0] for case in NONE])
def test_nothing_is_said_where_there_is_no_relation(expected: Any, yours: Any) -> None:
    assert relation(expected, yours, [("x", torch.zeros(4, 2))]) is None


HOSTILE = [
    torch.full((3,), np.inf),
    torch.full((2, 3), np.nan),
    torch.zeros(0, 3),
    torch.tensor(3e38),
    np.array(1e308),
    [1e308, -1e308],
    [],
    [[1], [2, 3]],
    {"a": 1},
    1 << 62,
    -(1 << 63),
    True,
    "x" * 100,
    torch.ones(1, 1, 1, 1, 1, 1, 1, 1),
    torch.ones(6, dtype=torch.bfloat16).reshape(2, 3),
    np.ones((2, 3), dtype=bool),
    [float("nan"), None],
    tuple(range(10_000)),
    torch.zeros(1000, 1000),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("expected", [A, V, 0.31, 3, [0.1, 0.2], torch.tensor([1, 2]), WIDE], ids=str)
@pytest.mark.parametrize("yours", HOSTILE, ids=lambda value: str(value)[:30])
def test_no_answer_breaks_the_search(expected: Any, yours: Any) -> None:
    for arguments in ([], [("x", yours)], [("x", expected)]):
        said = relation(expected, yours, arguments)
        assert said is None or (render(said.sentence, "en") and render(said.sentence, "zh"))
