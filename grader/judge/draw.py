"""What a run draws, from a key that no student ever sees: the seed that a scorecard shows is a name, and draws nothing by itself.

Each draw has a stream of its own, NumPy's Philox, whose state is a digest under the key: the values of one say nothing of another's.
docs/decisions/0008-draws.md has the argument.
"""

from __future__ import annotations

import hmac

import msgspec
import numpy as np
import torch

__all__ = ["Draw"]

SEED_BITS = 48


class Draw:
    """Random inputs for a hidden test. A scorecard shows those of few numbers whole, and what they were drawn from never.

    The same key draws the same values in the same order of calls; `branch` leads to others that do not depend on them.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._count = 0

    def branch(self, *names: str | int) -> Draw:
        """Draws of their own, by the names of what they are for."""
        return Draw(self._digest("branch", *names))

    def seed(self) -> int:
        """A number for generators that student code can look into; it gives away itself alone."""
        return int.from_bytes(self._next()[: SEED_BITS // 8], "big")

    def randn(self, *shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        return _tensor(self._generator().standard_normal(shape), dtype)

    def rand(self, *shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        return _tensor(self._generator().random(shape), dtype)

    def uniform(self, low: float, high: float, *shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        return (low + (high - low) * self.rand(*shape, dtype=torch.float64)).to(dtype)

    def randint(self, low: int, high: int, shape: tuple[int, ...], dtype: torch.dtype = torch.int64) -> torch.Tensor:
        """Integers in [low, high)."""
        return _tensor(self._generator().integers(low, high, shape), dtype)

    def number(self, low: float, high: float) -> float:
        """A Python float in [low, high)."""
        return low + (high - low) * self.rand(dtype=torch.float64).item()

    def integer(self, low: int, high: int) -> int:
        """A Python int in [low, high], both ends included."""
        return int(self.randint(low, high + 1, ()).item())

    def permutation(self, n: int) -> torch.Tensor:
        return _tensor(self._generator().permutation(n), torch.int64)

    def _generator(self) -> np.random.Generator:
        return np.random.Generator(np.random.Philox(np.random.SeedSequence(int.from_bytes(self._next(), "big"))))

    def _next(self) -> bytes:
        self._count += 1
        return self._digest("draw", self._count)

    def _digest(self, *names: str | int) -> bytes:
        return hmac.digest(self._key, msgspec.json.encode(names), "sha256")


def _tensor(values: np.ndarray | np.generic, dtype: torch.dtype) -> torch.Tensor:
    return torch.as_tensor(values).to(dtype)
