"""The numbers of a picture: what student code gave, once it is known to be numbers of the right shape that can be drawn."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.judge.checks.compare import yours_text
from grader.judge.checks.numbers import numbers_of
from grader.judge.remote.errors import Mismatch
from grader.sentences import Part, Text, text
from grader.wire.torch_if_loaded import torch

__all__ = ["ANY", "LARGEST", "as_numbers"]

ANY = -1  # a length that may be anything
MOST = 1 << 16  # numbers of one value
LARGEST = 1e30  # beyond it the arithmetic of a drawing overflows


def as_numbers(value: Any, shape: tuple[int, ...], name: Part) -> np.ndarray:
    """The value as a float64 array of that shape; a length of -1 may be anything from 1 on.

    Tensors, arrays, numbers and nested lists of numbers are taken. Raises Mismatch, which names `name` and says what is needed.
    """
    numbers = _array(value)
    if numbers is None or not _fits(numbers, shape):
        raise Mismatch(text("show.unfit", name=name, yours=yours_text(value), needs=_needs(shape)))
    if bad := int((~(np.abs(numbers) <= LARGEST)).sum()):  # NaN is among them
        raise Mismatch(text("show.not_finite", name=name, n=bad, all=numbers.size, most=f"{LARGEST:g}"))
    return numbers


def _fits(found: np.ndarray, shape: tuple[int, ...]) -> bool:
    same = found.ndim == len(shape) and all(want in (ANY, have) for want, have in zip(shape, found.shape, strict=True))
    return same and 0 < found.size <= MOST


def _needs(shape: tuple[int, ...]) -> Text:
    if not shape:
        return text("value.one_number")
    lengths = ", ".join("n" if length == ANY else str(length) for length in shape)
    return text("show.needs", shape=f"({lengths}{',' if len(shape) == 1 else ''})")


def _array(value: Any) -> np.ndarray | None:
    """The value's real numbers in float64; None where it has none."""
    if isinstance(value, np.ndarray):
        return np.ascontiguousarray(value, dtype=np.float64).reshape(value.shape) if _is_real(value) else None
    if isinstance(value, torch.Tensor):
        return None if value.is_complex() or value.numel() > MOST else numbers_of(value)
    if isinstance(value, bool | int | float):
        return np.array(float(value))
    if isinstance(value, list | tuple) and 0 < len(value) <= MOST:
        return _stacked(value)
    return None


def _is_real(array: np.ndarray) -> bool:
    return array.dtype.kind in "biuf" and array.size <= MOST


def _stacked(values: list[Any] | tuple[Any, ...]) -> np.ndarray | None:
    """A list whose items are alike, as one array."""
    items = [_array(item) for item in values]
    known = [item for item in items if item is not None]
    alike = len(known) == len(items) and len({item.shape for item in known}) == 1
    return np.stack(known) if alike and known[0].size * len(known) <= MOST else None
