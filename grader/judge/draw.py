"""Inputs drawn from the run's secret seed: the same seed draws the same inputs in a regrade."""

from __future__ import annotations

import hashlib

import torch

__all__ = ["Draw", "test_seed"]


def test_seed(seed: int, test: str) -> int:
    """A seed for one test, so that tests do not depend on each other's draws."""
    digest = hashlib.sha256(f"{seed}:{test}".encode()).digest()
    return int.from_bytes(digest[:6], "big")


class Draw:
    """Random inputs for a hidden test. Their values are never shown to a student."""

    def __init__(self, seed: int) -> None:
        self._generator = torch.Generator().manual_seed(seed)

    def randn(self, *shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        return torch.randn(shape, generator=self._generator, dtype=torch.float64).to(dtype)

    def rand(self, *shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        return torch.rand(shape, generator=self._generator, dtype=torch.float64).to(dtype)

    def uniform(self, low: float, high: float, *shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        return (low + (high - low) * self.rand(*shape, dtype=torch.float64)).to(dtype)

    def randint(self, low: int, high: int, shape: tuple[int, ...], dtype: torch.dtype = torch.int64) -> torch.Tensor:
        """Integers in [low, high)."""
        return torch.randint(low, high, shape, generator=self._generator).to(dtype)

    def number(self, low: float, high: float) -> float:
        """A Python float in [low, high)."""
        return low + (high - low) * self.rand(dtype=torch.float64).item()

    def integer(self, low: int, high: int) -> int:
        """A Python int in [low, high], both ends included."""
        return int(self.randint(low, high + 1, ()).item())

    def permutation(self, n: int) -> torch.Tensor:
        return torch.randperm(n, generator=self._generator)
