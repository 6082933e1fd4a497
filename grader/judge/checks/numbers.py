"""The numbers of a tensor or array, whichever it is: what is compared and drawn is worked out in NumPy alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.wire.torch_if_loaded import torch

__all__ = ["dtype_name", "item_at", "numbers_of"]


def numbers_of(value: torch.Tensor | np.ndarray) -> np.ndarray:
    """Its values in float64, of the same shape."""
    if isinstance(value, np.ndarray):
        return value.astype(np.float64)
    numbers: np.ndarray = value.detach().cpu().to(torch.float64).numpy()
    return numbers


def dtype_name(value: torch.Tensor | np.ndarray) -> str:
    """`float32`, of either."""
    return str(value.dtype.name if isinstance(value, np.ndarray) else value.dtype).removeprefix("torch.")


def item_at(value: Any, place: int) -> Any:
    """One value of a tensor or array, counted through all of its dimensions, as one of no dimension."""
    flat = value.reshape(-1)[place : place + 1]
    return flat.reshape(())
