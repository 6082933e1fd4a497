"""Believes that a cast always makes a copy.

expect: test_a_change_of_the_array_spares_the_copy
says: A cast copies only if the dtype changes. With a float32 array .float() has nothing to do and returns the same tensor, on the same memory.
says_zh: dtype 变了，类型转换才会复制。数组是 float32 时，.float() 什么也不用做，返回的是同一个张量、同一块内存。
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
    """A float tensor of the array."""
    return torch.from_numpy(array).float()
