"""Comparing what came with what was expected, value by value: the work behind `check`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.judge.checks import lenient
from grader.judge.checks.numbers import dtype_name, item_at, numbers_of
from grader.judge.checks.pictures import compared
from grader.judge.checks.show import apart, brief, describe, escape, small
from grader.judge.remote.errors import Mismatch
from grader.judge.remote.student import Remote
from grader.sentences import Part, Text, own, text
from grader.wire.torch_if_loaded import torch

# Relative and absolute tolerance by the dtype that is expected; 1e-5 relative is what the course asks for.
TOLERANCES = {"float16": (1e-2, 1e-3), "bfloat16": (3e-2, 1e-2), "float32": (1e-5, 1e-6)}
DEFAULT_TOLERANCE = (1e-5, 1e-7)
# Whose tolerance holds where any dtype will do: PyTorch's answers have it by default.
ANY_DTYPE = "float32"

Words = str | Text  # of a suite: what it says in its own words
Hint = Words | Callable[[], Words]


def require_kind(got: Any, expected: Any, strict: bool, name: Part) -> None:
    kinds = (type(expected),) if strict else (torch.Tensor, np.ndarray)
    if not isinstance(got, kinds):
        wanted = "check.not_a_tensor" if isinstance(expected, torch.Tensor) else "check.not_an_array"
        raise mismatch(text(wanted, what=name), describe(expected), yours_text(got), "")


def as_scalar(got: Any, name: Part) -> torch.Tensor | np.ndarray:
    """The number, without dimensions. A tensor or array of one element holds one as well, whatever its dimensions."""
    if isinstance(got, torch.Tensor | np.ndarray) and math.prod(got.shape) == 1:
        return lenient.one_element(got)
    if isinstance(got, int | float):
        return np.array(float(got))
    raise mismatch(text("check.not_one_number", what=name), text("value.one_number"), yours_text(got), "")


def as_numbers(got: Any, n: int, name: Part) -> np.ndarray:
    if not isinstance(got, list | tuple) and not (isinstance(got, torch.Tensor | np.ndarray) and got.ndim == 1):
        raise mismatch(text("check.not_numbers", what=name), text("value.numbers", n=n), yours_text(got), "")
    if len(got) != n:
        expected, yours = text("value.numbers", n=n), text("value.numbers", n=len(got))
        raise mismatch(text("check.wrong_length", what=name), expected, yours, "")
    if isinstance(got, torch.Tensor | np.ndarray):
        return numbers_of(got)
    return np.array([float(as_scalar(item, text("check.item", what=name)).item()) for item in got])


def usual_tolerance(expected: str, strict: bool) -> tuple[float, float]:
    """Relative and absolute, where the suite gives none. strict: whether an answer must have the expected dtype.

    The dtype that came plays no part: an answer of fewer digits must itself be right to what is asked.
    """
    usual = TOLERANCES.get(expected, DEFAULT_TOLERANCE)
    return usual if strict else max(usual, TOLERANCES[ANY_DTYPE])


def compare_close(
    got: torch.Tensor | np.ndarray,
    expected: torch.Tensor | np.ndarray,
    rtol: float | None,
    atol: float | None,
    name: Part,
    hint: Hint,
    strict: bool = False,
) -> None:
    """Finiteness, then values, in float64. strict: as in `usual_tolerance`, for where none is given."""
    wanted, values = numbers_of(expected), numbers_of(got)
    usual_rtol, usual_atol = usual_tolerance(dtype_name(expected), strict)
    with np.errstate(all="ignore"):
        bound = (usual_atol if atol is None else atol) + (usual_rtol if rtol is None else rtol) * np.abs(wanted)
        near = np.abs(values - wanted) <= bound  # false for NaN
    right = np.where(np.isfinite(wanted), near, values == wanted)
    bad = ~np.isfinite(values)
    if bad.any() and np.isfinite(wanted).all():
        yours = brief(got) if small(got) else text("value.not_finite", n=int(bad.sum()), all=bad.size)
        error = mismatch(text("check.not_finite", what=name), brief(expected), yours, hint)
        error.picture = compared(got, expected, right)
        raise error
    report(got, expected, right, name, hint)


def report(
    got: torch.Tensor | np.ndarray, expected: torch.Tensor | np.ndarray, right: np.ndarray, name: Part, hint: Hint
) -> None:
    """Raises Mismatch unless all of `right`, a bool for each value, is true."""
    if right.all():
        return
    wrong = np.flatnonzero(~right)
    first = int(wrong[0])
    if got.ndim == 0:
        raise mismatch(text("check.wrong_value", what=name), *apart(expected, got), hint)
    message = text("check.wrong_values", what=name, n=len(wrong), all=right.size)
    place = str([int(i) for i in np.unravel_index(first, right.shape)])
    first_wrong = apart(item_at(expected, first), item_at(got, first))
    wanted, came = (text("value.at", place=place, value=value) for value in first_wrong)
    error = mismatch(message, wanted, came, hint)
    error.all_of_it = apart(expected, got) if small(expected) else None
    error.picture = compared(got, expected, right)
    raise error


def mismatch(message: Text, expected: Part, yours: Part, hint: Hint) -> Mismatch:
    return Mismatch(message, expected=expected, yours=yours, hint=words(hint() if callable(hint) else hint))


def named(what: Words) -> Part:
    """What a suite calls the thing that it checks, else the result."""
    return words(what) or text("check.result")


def words(said: Words) -> Part:
    """A suite's text as a sentence of its own."""
    return own(said) if said and isinstance(said, str) else said


def yours_text(got: Any) -> Part:
    if isinstance(got, Remote):
        return text("value.of_type", type=escape(got.type, 80))
    if isinstance(got, torch.Tensor | np.ndarray) or not small(got):
        return describe(got)
    return brief(got)


def told(value: Any) -> Part:
    """What a suite gives to be shown: its own words, or a value."""
    return "" if value is None else words(value) if isinstance(value, str | Text) else brief(value)


def plain_integer(got: Any) -> Any:
    """A 0-d array or tensor of an integer or bool, or a number of NumPy's own, as the Python number; anything else as it is."""
    if isinstance(got, np.generic):  # what a suite works out of an answer
        return got.item()
    return got.item() if isinstance(got, torch.Tensor | np.ndarray) and got.ndim == 0 and not _floating(got) else got


def _floating(got: torch.Tensor | np.ndarray) -> bool:
    return got.is_floating_point() if isinstance(got, torch.Tensor) else got.dtype.kind == "f"


def mutable(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(map(mutable, value))
    return isinstance(value, torch.Tensor | np.ndarray | list | dict)


def same(got: Any, expected: Any) -> bool:
    """Equal in type and value, all the way down; True is not 1 and NaN is nothing."""
    if isinstance(expected, torch.Tensor | np.ndarray):
        same_kind = type(got) is type(expected) and got.shape == expected.shape and got.dtype == expected.dtype
        return same_kind and bool((got == expected).all())
    if type(got) is not type(expected):
        return False
    if isinstance(expected, list | tuple):
        return len(got) == len(expected) and all(map(same, got, expected))
    if isinstance(expected, dict):
        return got.keys() == expected.keys() and all(same(got[key], expected[key]) for key in expected)
    return bool(got == expected)


def same_data(got: Any, expected: Any) -> bool:
    """Bit for bit the same tensors, arrays and numbers, all the way down; a NaN that was there before is the same."""
    if isinstance(expected, torch.Tensor):
        same_kind = isinstance(got, torch.Tensor) and got.shape == expected.shape and got.dtype == expected.dtype
        return same_kind and bool(torch.equal(_raw(got), _raw(expected)))
    if isinstance(expected, np.ndarray):
        same_kind = isinstance(got, np.ndarray) and got.shape == expected.shape and got.dtype == expected.dtype
        return same_kind and got.tobytes() == expected.tobytes()
    if isinstance(expected, list | tuple) and type(got) is type(expected):
        return len(got) == len(expected) and all(map(same_data, got, expected))
    if isinstance(expected, dict) and isinstance(got, dict):
        return got.keys() == expected.keys() and all(same_data(got[key], expected[key]) for key in expected)
    if isinstance(expected, float) and isinstance(got, float):
        return got == expected or (got != got and expected != expected)
    return same(got, expected)


def _raw(tensor: torch.Tensor) -> torch.Tensor:
    return torch.empty(tensor.numel(), dtype=tensor.dtype).copy_(tensor.detach().reshape(-1)).view(torch.uint8)
