"""Believes that len counts the elements of a tensor, as it does for a flat list.

expect: test_describe_counts_all_elements, test_describe_a_single_number
says: len(x) is the length of the first dimension alone, and a 0-d tensor has no length at all. The size counts the elements of all dimensions together.
says_zh: len(x) 只是第一个维度的长度，0 维张量根本没有长度。size 要把所有维度的元素都数进去。
"""

import numpy as np
import torch
from torch import Tensor


def from_values(values: list) -> Tensor:
    """A float32 tensor of nested lists."""
    return torch.tensor(values, dtype=torch.float32)


def describe(x: Tensor) -> dict:
    """Shape, dtype, ndim and size."""
    return {"shape": tuple(x.shape), "dtype": str(x.dtype), "ndim": x.ndim, "size": len(x)}


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
    """A tensor in memory of its own."""
    return torch.tensor(array)
