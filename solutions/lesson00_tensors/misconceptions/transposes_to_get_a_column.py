"""Believes that a 1-D tensor is a row, so that transposing it makes a column.

expect: test_column_of_drawn_numbers, test_column_of_whole_numbers_stays_int64, test_new_shapes_leave_x_as_it_was
says: Transposing swaps two dimensions, and a tensor of shape (n,) has only one: it came back as it was. It needs a second dimension.
says_zh: 转置是交换两个维度，而形状 (n,) 的张量只有一个维度，转置之后还是原样。它需要第二个维度。
"""


def to_column(x: Tensor) -> Tensor:
    """(n,) becomes (n, 1)."""
    return x.t()
