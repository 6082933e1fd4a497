"""Believes that a new dimension belongs behind the others.

expect: test_batch_of_one_image, test_batch_of_one_vector, test_new_shapes_leave_x_as_it_was
says: Your new dimension stands last. A batch counts its samples along the first dimension.
says_zh: 你把新维度放在了最后。一批数据里，第一个维度数的才是样本。
"""


def add_batch(x: Tensor) -> Tensor:
    """A new dimension at the end."""
    return x.unsqueeze(-1)
