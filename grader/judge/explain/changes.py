"""Whether two programs did the same to memory that was lent to them."""

from __future__ import annotations

import numpy as np

from grader.judge.remote.exchange import Exchange
from grader.judge.remote.shared_memory import Lent
from grader.wire.torch_if_loaded import torch

__all__ = ["same_change"]

RTOL = 1e-4  # two programs with one idea may round in different orders


def same_change(mine: Exchange, memory: Lent, theirs: Exchange) -> bool:
    """Whether the same numbers were left behind, or the old ones in another order; so where they are too many to be kept."""
    if not memory.left or not theirs.left:
        return True
    if not len(memory.data) == len(memory.left) == len(theirs.left):
        return False
    dtype = str(mine.call.args[1]) if len(mine.call.args) > 1 else ""
    before, ours, idea = (_numbers(data, dtype) for data in (memory.data, memory.left, theirs.left))
    if _near(np.sort(idea), np.sort(before)):  # shuffled, and no two programs shuffle alike
        return _near(np.sort(ours), np.sort(before))
    return _near(ours, idea)


def _numbers(data: bytes, dtype: str) -> np.ndarray:
    """As float64; the bytes where they are no numbers that torch knows."""
    known = getattr(torch, dtype, None)
    if not isinstance(known, torch.dtype) or known.is_complex:
        return np.frombuffer(data, np.uint8).astype(np.float64)
    return torch.frombuffer(bytearray(data), dtype=known).to(torch.float64).numpy()


def _near(one: np.ndarray, other: np.ndarray) -> bool:
    size = float(np.abs(other[np.isfinite(other)]).max(initial=0.0))
    return bool(np.allclose(one, other, rtol=RTOL, atol=0.1 * RTOL * size + 1e-9, equal_nan=True))
