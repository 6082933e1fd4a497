"""The numbers of a picture: what student code gave, once it is known to be numbers of the right shape that can be drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from grader.judge.checks.compare import yours_text
from grader.judge.remote.errors import Mismatch
from grader.sentences import Part, Text, text

__all__ = ["ANY", "LARGEST", "as_numbers"]

ANY = -1  # a length that may be anything
MOST = 1 << 16  # numbers of one value
LARGEST = 1e30  # beyond it the arithmetic of a drawing overflows


def as_numbers(value: Any, shape: tuple[int, ...], name: Part) -> torch.Tensor:
    """The value as a float64 tensor of that shape; a length of -1 may be anything from 1 on.

    Tensors, arrays, numbers and nested lists of numbers are taken. Raises Mismatch, which names `name` and says what is needed.
    """
    found = _tensor(value)
    if found is None or not _fits(found, shape):
        raise Mismatch(text("show.unfit", name=name, yours=yours_text(value), needs=_needs(shape)))
    numbers = found.to(torch.float64)
    if bad := int((~(numbers.abs() <= LARGEST)).sum()):  # NaN is among them
        raise Mismatch(text("show.not_finite", name=name, n=bad, all=numbers.numel(), most=f"{LARGEST:g}"))
    return numbers


def _fits(found: torch.Tensor, shape: tuple[int, ...]) -> bool:
    same = found.ndim == len(shape) and all(want in (ANY, have) for want, have in zip(shape, found.shape, strict=True))
    return same and 0 < found.numel() <= MOST


def _needs(shape: tuple[int, ...]) -> Text:
    if not shape:
        return text("value.one_number")
    lengths = ", ".join("n" if length == ANY else str(length) for length in shape)
    return text("show.needs", shape=f"({lengths}{',' if len(shape) == 1 else ''})")


def _tensor(value: Any) -> torch.Tensor | None:
    """A real tensor of the value; None where it is none."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf" and value.size <= MOST:
        return torch.from_numpy(np.ascontiguousarray(value, dtype=np.float64).reshape(value.shape))
    if isinstance(value, torch.Tensor):
        return None if value.is_complex() else value.detach().cpu()
    if isinstance(value, bool | int | float):
        return torch.tensor(float(value), dtype=torch.float64)
    if isinstance(value, list | tuple) and 0 < len(value) <= MOST:
        return _stacked(value)
    return None


def _stacked(values: list[Any] | tuple[Any, ...]) -> torch.Tensor | None:
    """A list whose items are alike, as one tensor."""
    items = [_tensor(item) for item in values]
    known = [item for item in items if item is not None]
    alike = len(known) == len(items) and len({tuple(item.shape) for item in known}) == 1
    if not alike or known[0].numel() * len(known) > MOST:
        return None
    return torch.stack([item.to(torch.float64) for item in known])
