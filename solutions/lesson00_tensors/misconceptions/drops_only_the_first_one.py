"""Believes that the dimension to drop is always the batch dimension.

expect: test_ones_are_dropped_wherever_they_stand, test_nothing_but_ones_leaves_a_number,
    test_new_shapes_leave_x_as_it_was
says: You looked at the first dimension only. Every dimension of length 1 should go, wherever it stands.
says_zh: 你只看了第一个维度。凡是长度为 1 的维度，不管在哪里，都应该去掉。
"""


def drop_ones(x: Tensor) -> Tensor:
    """Without the first dimension."""
    return x.squeeze(0)
