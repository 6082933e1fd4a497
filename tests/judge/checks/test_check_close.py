"""What check.close accepts and refuses, and the words in which it says so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from grader.judge import check
from grader.judge.remote.errors import Mismatch

NAN, INF = float("nan"), float("inf")


TWO = torch.tensor([1.0, 2.0])


def refusal(*args: Any, check: Any = check.close, **options: Any) -> tuple[str, str, str]:
    """Message, expected and yours of a check that must fail."""
    with pytest.raises(Mismatch) as caught:
        check(*args, **options)
    return str(caught.value.message), str(caught.value.expected), str(caught.value.yours)


CLOSE = {
    "the same": (TWO, TWO),
    "within 1e-5": (TWO * (1 + 9e-6), TWO),
    "near zero": (torch.tensor([5e-7]), torch.tensor([0.0])),
    "half precision": (torch.tensor([1.005], dtype=torch.float16), torch.tensor([1.0], dtype=torch.float16)),
    "bfloat16": (torch.tensor([1.02], dtype=torch.bfloat16), torch.tensor([1.0], dtype=torch.bfloat16)),
    "infinity where it is expected": (torch.tensor([INF, -INF]), torch.tensor([INF, -INF])),
    "an array": (np.array([1.0, 2.0]), np.array([1.0, 2.0])),
    "unsigned arrays": (np.array([1], dtype=np.uint16), np.array([1], dtype=np.uint16)),
    "empty": (torch.empty(0, 3), torch.empty(0, 3)),
    "a number for a number": (3, 3.0),
    "a tensor for a number": (torch.tensor(3.0), 3.0),
    "an array for a number": (np.array(3, dtype=np.int32), 3.0),
    "a tuple for a list": ((1.0, torch.tensor(2.0)), [1.0, 2.0]),
    "an array for a list": (np.array([1.0, 2.0]), [1.0, 2.0]),
    "nothing for nothing": ([], []),
}


@pytest.mark.parametrize(("got", "expected"), CLOSE.values(), ids=CLOSE)
def test_close_accepts(got: Any, expected: Any) -> None:
    assert check.close(got, expected) is None


def test_close_without_dtype_takes_either_kind_and_any_dtype() -> None:
    assert check.close(np.array([1.0, 2.0]), TWO, dtype=False) is None
    assert check.close(TWO.double(), np.array([1, 2]), dtype=False) is None


def test_tolerances_that_are_given_count() -> None:
    assert check.close(torch.tensor([1.05]), torch.tensor([1.0]), rtol=0.1) is None
    assert refusal(torch.tensor([1.0 + 1e-6]), torch.tensor([1.0]), rtol=0, atol=0)[0].endswith("values are wrong")


COARSE = {
    "a half number": (torch.tensor(1.005, dtype=torch.float16), 1.0, {}),
    "a bfloat16 number": (torch.tensor(1.01, dtype=torch.bfloat16), 1.0, {}),
    "a half scalar of NumPy": (np.array(1.005, dtype=np.float16), 1.0, {}),
    "half numbers for a list": (torch.tensor([1.005, 2.0], dtype=torch.float16), [1.0, 2.0], {}),
    "half scalars in a list": ([np.array(1.005, dtype=np.float16), 2.0], [1.0, 2.0], {}),
    "a half tensor": (torch.tensor([1.005, 2.0], dtype=torch.float16), TWO, {"dtype": False}),
    "a half array": (np.array([1.005, 2.0], dtype=np.float16), TWO, {"dtype": False}),
    "a bfloat16 tensor for float64": (TWO.bfloat16() * 1.01, TWO.double(), {"dtype": False}),
    "a half tensor, absolutely": (torch.tensor([1e-4], dtype=torch.float16), torch.zeros(1), {"dtype": False}),
}


@pytest.mark.parametrize(("got", "expected", "options"), COARSE.values(), ids=COARSE)
def test_an_answer_of_few_digits_has_no_wider_tolerance(got: Any, expected: Any, options: Any) -> None:
    """What came back does not decide how it is judged."""
    assert refusal(got, expected, **options)[0].endswith(("wrong value", "values are wrong"))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_an_answer_of_few_digits_that_is_right_passes(dtype: torch.dtype) -> None:
    """Half of one is exact in each of them, and a float32 answer is right to its own digits where float64 is expected."""
    assert check.close(torch.tensor([0.5, 2.0], dtype=dtype), torch.tensor([0.5, 2.0]), dtype=False) is None
    assert check.close(torch.tensor(0.5, dtype=dtype), 0.5) is None
    assert check.close(torch.tensor([9e-7]), torch.zeros(1, dtype=torch.float64), dtype=False) is None


def test_any_dtype_takes_lists_of_the_right_shape_too() -> None:
    assert check.close([1.0, torch.tensor(2)], TWO, dtype=False) is None
    assert check.close([(1, 2), (3, 4)], torch.tensor([[1.0, 2.0], [3.0, 4.0]]), dtype=False) is None
    for wrong in ([1.0], [[1.0, 2.0]], [1.0, None], [1.0, "2"], [1.0, [2.0]], [1.0, 3.0]):
        assert refusal(wrong, TWO, dtype=False)


REFUSED = {
    "an array for a tensor": (
        (np.array([1.0, 2.0]), TWO),
        ("the result is not a tensor", "float32 tensor of shape (2,)", "float64 array of shape (2,)"),
    ),
    "a tensor for an array": (
        (TWO, np.array([1.0])),
        ("the result is not an array", "float64 array of shape (1,)", "float32 tensor of shape (2,)"),
    ),
    "a list for a tensor": (
        ([1.0, 2.0], TWO),
        ("the result is not a tensor", "float32 tensor of shape (2,)", "[1.0000, 2.0000]"),
    ),
    "None for a tensor": ((None, TWO), ("the result is not a tensor", "float32 tensor of shape (2,)", "None")),
    "a scalar for a matrix": (
        (torch.tensor(1.0), torch.ones(2, 2)),
        ("the result has the wrong shape", "shape (2, 2)", "shape ()"),
    ),
    "a row for a column": (
        (torch.ones(1, 3), torch.ones(3, 1)),
        ("the result has the wrong shape", "shape (3, 1)", "shape (1, 3)"),
    ),
    "float64 for float32": (
        (TWO.double(), TWO),
        ("the result has the wrong dtype", "torch.float32", "torch.float64"),
    ),
    "NaN for a number": (
        (torch.tensor([1.0, NAN]), TWO),
        ("the result has NaN or infinity", "[1.0000, 2.0000]", "[1.0000, nan]"),
    ),
    "infinity for a number": (
        (torch.full((20,), INF), torch.ones(20)),
        (
            "the result has NaN or infinity",
            "float32 tensor of shape (20,), starting 1.0000, 1.0000, 1.0000",
            "20 of 20 are NaN or infinite",
        ),
    ),
    "one wrong value": (
        (torch.tensor([[1.0, 2.0], [3.0, 5.0]]), torch.tensor([[1.0, 2.0], [3.0, 4.0]])),
        ("the result: 1 of 4 values are wrong", "at [1, 1]: 4.0000", "at [1, 1]: 5.0000"),
    ),
    "a wrong 0-d tensor": (
        (torch.tensor(1.0), torch.tensor(2.0)),
        ("the result has the wrong value", "2.0000", "1.0000"),
    ),
    "a wrong number": ((2.5, 0.25), ("the result has the wrong value", "0.2500", "2.5000")),
    "a NaN for a number": ((NAN, 0.25), ("the result has NaN or infinity", "0.2500", "nan")),
    "text for a number": (("x", 1.0), ("the result is not one number", "one number", "'x'")),
    "a vector for a number": (
        (torch.ones(2), 1.0),
        ("the result is not one number", "one number", "float32 tensor of shape (2,)"),
    ),
    "a short list": (([1.0], [1.0, 2.0]), ("the result has the wrong length", "2 numbers", "1 number")),
    "a matrix for a list": (
        (torch.ones(2, 2), [1.0, 2.0]),
        ("the result is not a list of numbers", "2 numbers", "float32 tensor of shape (2, 2)"),
    ),
    "a list of text": (
        (["x", 2.0], [1.0, 2.0]),
        ("an item of the result is not one number", "one number", "'x'"),
    ),
}


@pytest.mark.parametrize(("values", "texts"), REFUSED.values(), ids=REFUSED)
def test_close_refuses_and_says(values: tuple[Any, Any], texts: tuple[str, str, str]) -> None:
    assert refusal(*values) == texts


WRONG_IN_MORE_THAN_ONE_WAY = {
    "kind before shape": (np.ones(3), "is not a tensor"),
    "shape before dtype": (torch.ones(3, dtype=torch.float64), "has the wrong shape"),
    "dtype before finiteness": (torch.tensor([NAN, 1.0], dtype=torch.float64), "has the wrong dtype"),
    "finiteness before values": (torch.tensor([NAN, 9.0]), "has NaN or infinity"),
}


@pytest.mark.parametrize(("got", "says"), WRONG_IN_MORE_THAN_ONE_WAY.values(), ids=WRONG_IN_MORE_THAN_ONE_WAY)
def test_the_first_thing_wrong_is_said(got: Any, says: str) -> None:
    assert refusal(got, TWO)[0] == f"the result {says}"


@pytest.mark.parametrize("value", [NAN, [NAN], torch.tensor(NAN), torch.tensor([NAN]), np.array([NAN])], ids=repr)
def test_nan_is_close_to_nothing_not_even_nan(value: Any) -> None:
    assert refusal(value, value)


NAN_VALUES = [NAN, (1, NAN), {"a": NAN}, torch.tensor([NAN]), [torch.tensor([NAN])], {"a": np.array([NAN])}]


@pytest.mark.parametrize("value", NAN_VALUES, ids=repr)
def test_nan_is_equal_to_nothing_not_even_nan(value: Any) -> None:
    assert refusal(value, value, check=check.equal)


@pytest.mark.parametrize("got", [-INF, 1e308])
def test_an_infinity_is_close_to_itself_alone(got: float) -> None:
    assert check.close(INF, INF) is None
    assert refusal(got, INF)


def test_small_answers_to_literal_inputs_are_shown_in_full() -> None:
    with pytest.raises(Mismatch) as caught:
        check.close(torch.tensor([1.0, 3.0]), TWO)
    assert caught.value.all_of_it == ("[1.0000, 2.0000]", "[1.0000, 3.0000]")


def test_large_answers_are_never_shown_in_full() -> None:
    with pytest.raises(Mismatch) as caught:
        check.close(torch.zeros(13), torch.ones(13))
    assert caught.value.all_of_it is None
    assert str(caught.value.message) == "the result: 13 of 13 values are wrong"


def test_the_name_of_the_result_and_the_hint_are_said() -> None:
    with pytest.raises(Mismatch) as caught:
        check.close(1.0, 2.0, what="loss(x)", hint="halve it")
    assert (str(caught.value.message), str(caught.value.hint)) == ("loss(x) has the wrong value", "halve it")


def test_a_hint_is_worked_out_only_when_it_is_needed() -> None:
    asked: list[str] = []
    check.close(1.0, 1.0, hint=lambda: asked.append("passed") or "")
    with pytest.raises(Mismatch) as caught:
        check.close(1.0, 2.0, hint=lambda: "because")
    assert asked == []
    assert str(caught.value.hint) == "because"
