"""Believes that NumPy and PyTorch have the same default dtype.

expect: test_values_keep_their_places, test_whole_numbers_become_float32,
    test_each_level_of_lists_is_a_dimension
says: The values went through NumPy, whose arrays of floats are float64 and of ints int64; torch.from_numpy keeps that dtype. Which one is asked for?
says_zh: 这些数先经过了 NumPy：它的浮点数组默认是 float64，整数数组是 int64，而 torch.from_numpy 会保留 dtype。题目要的是哪一种？
"""

import numpy as np
import torch
from torch import Tensor


def from_values(values: list) -> Tensor:
    """A tensor of nested lists, by way of NumPy."""
    return torch.from_numpy(np.array(values))


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
    """A tensor in memory of its own."""
    return torch.tensor(array)
