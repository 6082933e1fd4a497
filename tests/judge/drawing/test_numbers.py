"""What student code gives becomes numbers of the asked shape, or a sentence that says what is needed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from grader.judge.drawing.numbers import LARGEST, MOST, as_numbers
from grader.judge.remote.errors import Mismatch
from grader.sentences import languages, render


def refused(value: Any, *shape: int) -> str:
    with pytest.raises(Mismatch) as found:
        as_numbers(value, shape, "predict")
    assert all(render(found.value.message, language) for language in languages())
    return render(found.value.message)


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor([[1, 2], [3, 4]]),
        torch.tensor([[1.0, 2], [3, 4]], dtype=torch.float16, requires_grad=True),
        np.array([[1, 2], [3, 4]], dtype=np.uint8),
        np.asfortranarray([[1.0, 2.0], [3.0, 4.0]]),
        [[1, 2.0], (3, torch.tensor(4.0))],
        [np.array([1, 2]), torch.tensor([3, 4])],
    ],
    ids=lambda value: type(value).__name__,
)
def test_numbers_of_every_kind_are_taken(value: Any) -> None:
    assert as_numbers(value, (2, -1), "x").tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("value", [3, 3.0, torch.tensor(3), np.array(3.0), np.array(3.0, dtype=np.float16)])
def test_a_scalar_of_every_kind_is_one_number(value: Any) -> None:
    assert as_numbers(value, (), "x").item() == 3.0


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("<b>text</b>", "'<b>text</b>'"),
        (None, "None"),
        ({"w": 1.0}, "{'w': 1.0000}"),
        (torch.zeros(3), "float32 tensor of shape (3,)"),
        (torch.zeros(2, 3), "float32 tensor of shape (2, 3)"),
        (torch.zeros(2, 2, dtype=torch.complex64), "complex64 tensor"),
        (np.array([["a", "b"], ["c", "d"]]), "array of shape (2, 2)"),
        ([[1, 2], [3]], "[[1, 2], [3]]"),
        ([], "[]"),
        (5.0, "5.0000"),
    ],
)
def test_what_does_not_fit_is_named_with_what_is_needed(value: Any, named: str) -> None:
    said = refused(value, 2, 2)

    assert "predict gave" in said
    assert named in said
    assert said.endswith("this picture needs numbers of shape (2, 2).")


def test_a_length_that_is_free_is_told_as_a_letter() -> None:
    assert refused(torch.zeros(0), -1).endswith("numbers of shape (n,).")
    assert refused([1.0], *()).endswith("one number.")


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf"), 10 * LARGEST, -10 * LARGEST])
def test_what_cannot_be_drawn_is_counted(bad: float) -> None:
    assert "1 of 3 are NaN, infinite or beyond 1e+30" in refused([0.0, bad, 1.0], 3)


def test_a_huge_value_is_refused_before_it_is_copied() -> None:
    assert "this picture needs" in refused(torch.zeros(1).expand(1 << 20, 1 << 20), -1, -1)
    assert "this picture needs" in refused([0.0] * (MOST + 1), -1)
    assert "this picture needs" in refused([[0.0] * 1000] * 1000, -1, -1)


def test_a_list_within_lists_without_end_is_refused() -> None:
    deep: list[Any] = [1.0]
    for _ in range(50):
        deep = [deep]
    assert "this picture needs" in refused(deep, 1)
