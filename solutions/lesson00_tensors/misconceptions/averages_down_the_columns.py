"""Believes that dim=0 gives one number a row, since dimension 0 counts the rows.

expect: test_mean_of_each_row, test_standard_deviation_of_each_row, test_largest_value_of_each_row,
    test_statistics_of_a_single_row
says: You have one number a column. dim names the dimension that disappears, not the one that stays.
says_zh: 你得到的是每列一个数。dim 指的是要消失的那个维度，不是要留下的那个。
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
    """Mean, standard deviation and largest value along dimension 0."""
    return x.mean(dim=0), x.std(dim=0), x.amax(dim=0)


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    """The element [i, j] is a[i] + b[j]."""
    return a[:, None] + b


def shared_view(array: np.ndarray) -> Tensor:
    """A tensor on the memory of the array."""
    return torch.from_numpy(array)


def independent_copy(array: np.ndarray) -> Tensor:
    """A tensor in memory of its own."""
    return torch.tensor(array)
