"""Believes that an array and a tensor are the same thing.

expect: test_shared_view_is_a_tensor_like_the_array, test_a_change_of_the_array_shows_in_the_view,
    test_shared_view_of_whole_numbers, test_copy_is_a_tensor_with_the_values
says: You returned a NumPy array. The memory is as it should be, but an array is not a tensor: it knows no autograd and no layer takes it.
says_zh: 你返回的是 NumPy 数组。内存的归属没有问题，但数组不是张量：不能自动微分，也不能交给网络层。
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


def shared_view(array: np.ndarray) -> np.ndarray:
    """The array."""
    return array


def independent_copy(array: np.ndarray) -> np.ndarray:
    """A copy of the array."""
    return array.copy()
