"""Lesson 00: tensors, the one kind of data that the whole course computes with.

x, a and b are tensors, array is a NumPy array. No function changes what comes in: the tensor that was passed
keeps its shape and its values. Except for describe and row_stats, each function returns one tensor.
"""

import numpy as np
import torch
from torch import Tensor


def from_values(values: list) -> Tensor:
    """Make a tensor from nested lists of numbers.

    values: a list of numbers, or of lists of them, to any depth; the inner lists of one level are equally
    long. The numbers may be ints or floats. Returns a float32 tensor, one dimension for each level of lists.

    >>> from_values([[1, 2], [3, 4]])
    tensor([[1., 2.],
            [3., 4.]])
    """
    # TODO (task 1): a float32 tensor of these values
    raise NotImplementedError("from_values: start with task 1")


def describe(x: Tensor) -> dict:
    """Say what kind of tensor x is.

    x: any shape and dtype, 0-d too. Returns a dict with four keys: "shape" (a tuple of ints; torch.Size is
    one), "dtype" (text, such as 'torch.float32'), "ndim" (the number of dimensions), "size" (the number of
    elements).

    >>> describe(torch.zeros(2, 3))
    {'shape': (2, 3), 'dtype': 'torch.float32', 'ndim': 2, 'size': 6}
    """
    # TODO (task 1): shape, dtype, ndim and size of x
    raise NotImplementedError("describe: start with task 1")


def to_column(x: Tensor) -> Tensor:
    """Stand a 1-D tensor up as a column.

    x: shape (n,). Returns the same numbers with the same dtype, shape (n, 1).

    >>> to_column(torch.tensor([7, 8]))
    tensor([[7],
            [8]])
    """
    # TODO (task 2): from (n,) to (n, 1)
    raise NotImplementedError("to_column: start with task 2")


def add_batch(x: Tensor) -> Tensor:
    """Make a batch of one: a new dimension of length 1 in front.

    x: any shape (d1, d2, ...). Returns the same numbers with the same dtype, shape (1, d1, d2, ...).

    >>> add_batch(torch.zeros(3, 4)).shape
    torch.Size([1, 3, 4])
    """
    # TODO (task 2): a new dimension in front
    raise NotImplementedError("add_batch: start with task 2")


def drop_ones(x: Tensor) -> Tensor:
    """Remove every dimension of length 1, wherever it stands.

    x: any shape. Returns the same numbers with the same dtype; the dimensions that are left keep their
    order. Where all have length 1, one number is left: a 0-d tensor.

    >>> drop_ones(torch.zeros(1, 3, 1, 2)).shape
    torch.Size([3, 2])
    """
    # TODO (task 2): all dimensions but those of length 1
    raise NotImplementedError("drop_ones: start with task 2")


def reorder(x: Tensor, rows: Tensor, cols: Tensor) -> Tensor:
    """Choose rows and columns of a table, in a given order.

    x: shape (n, m). rows: shape (k,), int64, numbers from 0 to n - 1; cols: shape (l,), int64, from 0 to
    m - 1. An index may come several times, or not at all. Returns shape (k, l), with the dtype of x: the
    element [i, j] is x[rows[i], cols[j]].

    >>> reorder(torch.tensor([[1, 2], [3, 4]]), torch.tensor([1, 0]), torch.tensor([0, 1]))
    tensor([[3, 4],
            [1, 2]])
    """
    # TODO (task 3): the element [i, j] is x[rows[i], cols[j]]
    raise NotImplementedError("reorder: start with task 3")


def row_stats(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Mean, standard deviation and largest value of each row.

    x: shape (n, m), floating, m at least 2. Returns a tuple (mean, std, max), each of shape (n,), one number
    per row. std divides by m - 1, as torch.std does by default. max holds the values only, not their positions.

    >>> row_stats(torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 6.0]]))
    (tensor([2., 2.]), tensor([1.0000, 3.4641]), tensor([3., 6.]))
    """
    # TODO (task 4): mean, std and max along each row
    raise NotImplementedError("row_stats: start with task 4")


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    """Add each number of a to each number of b.

    a: shape (n,), b: shape (m,), floating. Returns shape (n, m): the element [i, j] is a[i] + b[j].
    By broadcasting, without a Python loop: two million numbers in a or b must take less than five seconds.

    >>> pairwise_sums(torch.tensor([10.0, 20.0]), torch.tensor([1.0, 2.0, 3.0]))
    tensor([[11., 12., 13.],
            [21., 22., 23.]])
    """
    # TODO (task 5): a as a column plus b as a row
    raise NotImplementedError("pairwise_sums: start with task 5")


def shared_view(array: np.ndarray) -> Tensor:
    """A tensor that looks at the memory of a NumPy array.

    array: any shape, a numeric dtype. Returns a tensor of the same shape, dtype and values. Nothing is
    copied: a change of the one shows in the other, in both directions.

    >>> array = np.array([1.0, 2.0])
    >>> tensor = shared_view(array)
    >>> array[0] = 5.0
    >>> tensor
    tensor([5., 2.], dtype=torch.float64)
    """
    # TODO (task 6): a tensor on the memory of the array
    raise NotImplementedError("shared_view: start with task 6")


def independent_copy(array: np.ndarray) -> Tensor:
    """A tensor with the values of a NumPy array in memory of its own.

    array: any shape, a numeric dtype. Returns a tensor of the same shape, dtype and values. A change of the
    one never shows in the other.

    >>> array = np.array([1.0, 2.0])
    >>> tensor = independent_copy(array)
    >>> array[0] = 5.0
    >>> tensor
    tensor([1., 2.], dtype=torch.float64)
    """
    # TODO (task 6): a tensor in memory of its own
    raise NotImplementedError("independent_copy: start with task 6")
