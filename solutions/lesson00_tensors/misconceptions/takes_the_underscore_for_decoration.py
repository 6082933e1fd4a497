"""Believes that a method with an underscore at its end does the same as the one without.

expect: test_new_shapes_leave_x_as_it_was, test_pairwise_sums_leaves_a_and_b_as_they_were
says: A method whose name ends with an underscore changes the tensor itself: the caller of your function then holds a tensor of another shape.
says_zh: 名字以下划线结尾的方法会改动张量自己：调用你的函数之后，对方手里的张量形状就变了。
"""


def to_column(x: Tensor) -> Tensor:
    """(n,) becomes (n, 1)."""
    return x.unsqueeze_(1)


def add_batch(x: Tensor) -> Tensor:
    """A new dimension in front."""
    return x.unsqueeze_(0)


def drop_ones(x: Tensor) -> Tensor:
    """Without the dimensions of length 1."""
    return x.squeeze_()


def pairwise_sums(a: Tensor, b: Tensor) -> Tensor:
    """The element [i, j] is a[i] + b[j]."""
    return a.unsqueeze_(1) + b
