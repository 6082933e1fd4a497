"""What a run draws, from a key that no student ever sees: the seed that a scorecard shows is a name, and draws nothing by itself.

Each draw has a stream of its own, NumPy's Philox, whose state is a digest under the key: the values of one say nothing of another's.
docs/decisions/0008-draws.md has the argument.
"""

from __future__ import annotations

import hmac
from typing import Any

import msgspec
import numpy as np

from grader.course.facts import Runtime
from grader.wire.torch_if_loaded import torch

__all__ = ["Draw"]

SEED_BITS = 48


class Draw:
    """Random inputs for a hidden test. A scorecard shows those of few numbers whole, and what they were drawn from never.

    The same key draws the same values in the same order of calls; `branch` leads to others that do not depend on them. What comes is what the
    lesson's runtime works with: tensors, arrays, or lists.
    """

    def __init__(self, key: bytes, runtime: Runtime = "torch") -> None:
        self._key = key
        self._runtime = runtime
        self._count = 0

    def branch(self, *names: str | int) -> Draw:
        """Draws of their own, by the names of what they are for."""
        return Draw(self._digest("branch", *names), self._runtime)

    def seed(self) -> int:
        """A number for generators that student code can look into; it gives away itself alone."""
        return int.from_bytes(self._next()[: SEED_BITS // 8], "big")

    def randn(self, *shape: int, dtype: Any = None) -> Any:
        """Standard normal; float32 as a tensor, float64 as an array."""
        return self._made(self._generator().standard_normal(shape), dtype, "float32")

    def rand(self, *shape: int, dtype: Any = None) -> Any:
        """From [0, 1)."""
        return self._made(self._generator().random(shape), dtype, "float32")

    def uniform(self, low: float, high: float, *shape: int, dtype: Any = None) -> Any:
        """From [low, high)."""
        return self._made(low + (high - low) * np.asarray(self._generator().random(shape)), dtype, "float32")

    def randint(self, low: int, high: int, shape: tuple[int, ...], dtype: Any = None) -> Any:
        """Integers in [low, high)."""
        return self._made(self._generator().integers(low, high, shape), dtype, "int64")

    def number(self, low: float, high: float) -> float:
        """A Python float in [low, high)."""
        return float(low + (high - low) * self._generator().random(()))

    def integer(self, low: int, high: int) -> int:
        """A Python int in [low, high], both ends included."""
        return int(self._generator().integers(low, high + 1, ()))

    def permutation(self, n: int) -> Any:
        return self._made(self._generator().permutation(n), None, "int64")

    def _made(self, values: np.ndarray | np.generic, dtype: Any, usual: str) -> Any:
        """usual: the dtype of a tensor where none is asked for."""
        if self._runtime == "torch":
            return torch.as_tensor(values).to(getattr(torch, usual) if dtype is None else dtype)
        array = np.asarray(values) if dtype is None else np.asarray(values).astype(dtype)
        return array if self._runtime == "numpy" else array.tolist()

    def _generator(self) -> np.random.Generator:
        return np.random.Generator(np.random.Philox(np.random.SeedSequence(int.from_bytes(self._next(), "big"))))

    def _next(self) -> bytes:
        self._count += 1
        return self._digest("draw", self._count)

    def _digest(self, *names: str | int) -> bytes:
        return hmac.digest(self._key, msgspec.json.encode(names), "sha256")
