"""Believes that a function that makes a new tensor object also makes new memory.

expect: test_a_change_of_the_array_spares_the_copy, test_a_change_of_the_copy_spares_the_array
says: torch.as_tensor makes a new tensor object, but on the memory of the array: it copies only where it cannot share. Your copy still follows the array.
says_zh: torch.as_tensor 生成了新的张量对象，用的却还是数组的内存：它只在不能共享时才复制。你的副本仍然跟着数组变。
"""

import numpy as np
import torch
from torch import Tensor


def from_values(values: list) -> Tensor:
    """A float32 tensor of nested lists."""
    return torch.tensor(values, dtype=torch.float32)


def describe(x: Tensor) -> dict:
    """Shape, dtype, ndim and size."""
    return {"shape": tuple(x.shape), "dtype": str(x.dtype), "ndim": x.ndim, "size": x.numel()}


def to_column(x: Tensor) -> Tensor:
    """(n,) becomes (n, 1)."""
    return x.reshape(-1, 1)


def add_batch(x: Tensor) -> Tensor:
    """A new dimension in front."""
    return x.unsqueeze(0)


def drop_ones(x: Tensor) -> Tensor:
    """Without the dimensions of length 1."""
    return x.squeeze()


def reorder(x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    """The element [i, j] is x[rows[i], cols[j]]."""
    return x[rows][:, cols]


def row_stats(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Mean, standard deviation and largest value of each row."""
    return x.mean(dim=1), x.std(dim=1), x.amax(dim=1)


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    """The element [i, j] is a[i] + b[j]."""
    return a[:, None] + b


def shared_view(array: np.ndarray) -> Tensor:
    """A tensor on the memory of the array."""
    return torch.from_numpy(array)


def independent_copy(array: np.ndarray) -> Tensor:
    """A new tensor of the array."""
    return torch.as_tensor(array)
