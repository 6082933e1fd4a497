"""Believes that a method with an underscore at its end does the same as the one without.

expect: test_new_shapes_leave_x_as_it_was, test_pairwise_sums_leaves_a_and_b_as_they_were
says: A method whose name ends with an underscore changes the tensor itself: the caller of your function then holds a tensor of another shape.
says_zh: 名字以下划线结尾的方法会改动张量自己：调用你的函数之后，对方手里的张量形状就变了。
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
    return x.unsqueeze_(1)


def add_batch(x: Tensor) -> Tensor:
    """A new dimension in front."""
    return x.unsqueeze_(0)


def drop_ones(x: Tensor) -> Tensor:
    """Without the dimensions of length 1."""
    return x.squeeze_()


def reorder(x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    """The element [i, j] is x[rows[i], cols[j]]."""
    return x[rows][:, cols]


def row_stats(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Mean, standard deviation and largest value of each row."""
    return x.mean(dim=1), x.std(dim=1), x.amax(dim=1)


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    """The element [i, j] is a[i] + b[j]."""
    return a.unsqueeze_(1) + b


def shared_view(array: np.ndarray) -> Tensor:
    """A tensor on the memory of the array."""
    return torch.from_numpy(array)


def independent_copy(array: np.ndarray) -> Tensor:
    """A tensor in memory of its own."""
    return torch.tensor(array)
