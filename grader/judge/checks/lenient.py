"""Answers that are taken though they have another form than is asked: the right idea costs nothing, and the student is told.

What was taken is remembered until the next test begins; a judge runs one test at a time.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from grader.wire.torch_if_loaded import torch

__all__ = ["Form", "as_array", "begin", "one_element", "taken"]

Form = Literal["one_element", "list"]

_taken: set[Form] = set()


def begin() -> None:
    """Forget what was taken for the last test."""
    _taken.clear()


def taken() -> frozenset[Form]:
    """The forms that were taken since the test began."""
    return frozenset(_taken)


def one_element(got: torch.Tensor | np.ndarray) -> torch.Tensor | np.ndarray:
    """The number in a tensor or array that holds one, as one without dimensions."""
    if got.ndim:
        _taken.add("one_element")
    return got.reshape(())


def as_array(got: Any, shape: tuple[int, ...]) -> Any:
    """An array of that shape for lists of numbers that have it; anything else as it is."""
    if not shape or not isinstance(got, list | tuple):
        return got
    numbers = _numbers(got, shape)
    if numbers is None:
        return got
    _taken.add("list")
    return np.array(numbers, dtype=np.float64).reshape(shape)


def _numbers(got: Any, shape: tuple[int, ...]) -> list[float] | None:
    """All numbers of nested lists, row by row; None where they have another shape."""
    if not shape:
        single = isinstance(got, torch.Tensor | np.ndarray) and got.ndim == 0 and "complex" not in str(got.dtype)
        return [float(got)] if single or isinstance(got, int | float) else None
    if not isinstance(got, list | tuple) or len(got) != shape[0]:
        return None
    found: list[float] = []
    for each in got:
        inner = _numbers(each, shape[1:])
        if inner is None:
            return None
        found += inner
    return found
