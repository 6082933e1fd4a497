"""The other checks: what they accept and refuse, and the words in which they say so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from grader.judge import check
from grader.judge.remote.errors import Mismatch, NotWritten, StudentError
from grader.wire.messages import Raised

NAN, INF = float("nan"), float("inf")


TWO = torch.tensor([1.0, 2.0])


def refusal(*args: Any, check: Any = check.close, **options: Any) -> tuple[str, str, str]:
    """Message, expected and yours of a check that must fail."""
    with pytest.raises(Mismatch) as caught:
        check(*args, **options)
    return str(caught.value.message), str(caught.value.expected), str(caught.value.yours)


NAN_VALUES = [NAN, (1, NAN), {"a": NAN}, torch.tensor([NAN]), [torch.tensor([NAN])], {"a": np.array([NAN])}]


EQUAL = [
    (5, 5),
    (torch.tensor(5), 5),
    (np.array(True), True),
    ("a", "a"),
    ((1, "a"), (1, "a")),
    ([], []),
    ({"a": [1]}, {"a": [1]}),
    (None, None),
    (torch.tensor([1, 2]), torch.tensor([1, 2])),
    (np.array([True]), np.array([True])),
    ([torch.tensor([-0.0])], [torch.tensor([0.0])]),
]


@pytest.mark.parametrize(("got", "expected"), EQUAL, ids=repr)
def test_equal_accepts(got: Any, expected: Any) -> None:
    assert check.equal(got, expected) is None


UNEQUAL = [
    (True, 1),
    (1, True),
    (1.0, 1),
    (torch.tensor(1.0), 1),
    ([1], (1,)),
    ({"a": 1}, {"b": 1}),
    ("a", "b"),
    (torch.tensor([1, 2]), torch.tensor([1, 3])),
    (torch.tensor([1]), torch.tensor([1], dtype=torch.int32)),
    (np.array([1]), torch.tensor([1])),
    ([torch.tensor([1])], [torch.tensor([2])]),
]


@pytest.mark.parametrize(("got", "expected"), UNEQUAL, ids=repr)
def test_equal_refuses(got: Any, expected: Any) -> None:
    assert refusal(got, expected, check=check.equal)


def test_equal_says_both_sides() -> None:
    assert refusal((1, 2), (2, 1), check=check.equal) == ("the result is not what is asked", "(2, 1)", "(1, 2)")


def test_shape_accepts_tensors_and_arrays() -> None:
    assert check.shape(torch.ones(2, 3), (2, 3)) is None
    assert check.shape(np.ones(()), ()) is None


def test_shape_refuses_and_says() -> None:
    assert refusal(3.0, (1,), check=check.shape) == ("the result is not a tensor", "a tensor of shape (1,)", "3.0000")
    assert refusal(TWO, (1,), check=check.shape)[1:] == ("shape (1,)", "shape (2,)")


def test_dtype_accepts_and_refuses() -> None:
    assert check.dtype(TWO, torch.float32) is None
    assert refusal(TWO, torch.int64, check=check.dtype)[1:] == ("torch.int64", "torch.float32")
    assert refusal([1], torch.int64, check=check.dtype)[1:] == ("a tensor of torch.int64", "[1]")


@pytest.mark.parametrize("got", [1, 1.5, TWO, np.ones(2), torch.tensor([1]), np.array([1], dtype=np.uint64)], ids=repr)
def test_finite_accepts(got: Any) -> None:
    assert check.finite(got) is None


def test_finite_refuses_and_says() -> None:
    wrong = ("the result has NaN or infinity", "finite numbers")
    assert refusal(torch.tensor([NAN, 1.0, INF]), check=check.finite) == (*wrong, "2 of 3 are NaN or infinite")
    assert refusal(-INF, check=check.finite) == (*wrong, "1 of 1 are NaN or infinite")
    assert refusal("x", check=check.finite)[0] == "the result is not a number or tensor"


@pytest.mark.parametrize(
    "got", [2, 2.0, torch.tensor(2.0), np.array(2, dtype=np.uint64), torch.full((1, 1), 2.0)], ids=repr
)
def test_scalar_returns_a_float(got: Any) -> None:
    assert type(check.scalar(got)) is float
    assert check.scalar(got) == 2.0


@pytest.mark.parametrize("got", [None, "2", [2], torch.ones(2), torch.ones(0), {}], ids=repr)
def test_scalar_refuses(got: Any) -> None:
    assert refusal(got, check=check.scalar)[0] == "the result is not one number"


def test_items_returns_what_it_took() -> None:
    assert check.items((1, 2), 2) == (1, 2)
    assert check.items([]) == []


def test_items_refuses_and_says() -> None:
    assert refusal(TWO, 2, check=check.items) == (
        "the result is not 2 values",
        "2 values",
        "float32 tensor of shape (2,)",
    )
    assert refusal([1], 2, check=check.items) == ("the result is not 2 values", "2 values", "1 value")
    assert refusal("ab", check=check.items)[0] == "the result is not a list or tuple"


@pytest.mark.parametrize("condition", [True, torch.tensor(True), np.bool_(True), np.array(True)], ids=repr)
def test_that_accepts_what_is_true(condition: Any) -> None:
    assert check.that(condition, "sentence") is None


@pytest.mark.parametrize("condition", [False, None, 1, "yes", [True], torch.tensor(False), np.bool_(False)], ids=repr)
def test_that_refuses_what_is_not_exactly_true(condition: Any) -> None:
    assert refusal(condition, "the loss rose", expected=1.0, yours="2", check=check.that) == (
        "the loss rose",
        "1.0000",
        "2",
    )


def test_gradient_compares_with_autograd() -> None:
    at = torch.tensor([1.0, -2.0])
    assert check.gradient(2 * at, lambda x: (x**2).sum(), at) is None
    assert refusal(at, lambda x: (x**2).sum(), at, check=check.gradient)[0] == "the gradient: 2 of 2 values are wrong"


def test_gradient_leaves_the_point_as_it_was() -> None:
    at = torch.ones(1)
    check.gradient(torch.ones(1), torch.sum, at)
    assert not at.requires_grad


def test_any_batch_names_the_batch_size_that_fails() -> None:
    squeezes: Any = lambda batch: batch.squeeze(0)  # noqa: E731

    message = refusal(squeezes, lambda batch: batch, lambda n: torch.ones(n, 2), check=check.any_batch)[0]
    assert message == "the result for a batch of 1 has the wrong shape"
    assert check.any_batch(squeezes, lambda batch: batch, lambda n: torch.ones(n, 2), sizes=(2, 7)) is None


def student_error(name: str, *bases: str) -> StudentError:
    return StudentError(Raised(1, name, [name, *bases], "", []))


@pytest.mark.parametrize("error", [student_error("IndexError"), student_error("Mine", "IndexError")])
def test_raises_accepts_the_exception_and_its_subclasses(error: StudentError) -> None:
    with check.raises(IndexError):
        raise error


def test_raises_refuses_another_exception_and_none() -> None:
    with pytest.raises(Mismatch) as caught, check.raises(IndexError):
        raise student_error("Key\x1bError", "LookupError")
    assert (caught.value.expected, caught.value.yours) == ("IndexError", "Key\\x1bError")
    with pytest.raises(Mismatch, match="no exception was raised"), check.raises(IndexError):
        pass


def test_raises_does_not_take_a_stub_for_an_answer() -> None:
    with pytest.raises(NotWritten), check.raises(NotImplementedError):
        raise NotWritten(Raised(1, "NotImplementedError", ["NotImplementedError"], "", []), "")


def test_view_and_copy_are_for_remotes() -> None:
    with pytest.raises(TypeError, match=r"use worker\.put and worker\.keep"):
        check.view(TWO, TWO)  # type: ignore[arg-type]
