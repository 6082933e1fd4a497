"""Believes that the largest target says how many classes there are.

expect: test_one_hot_has_a_place_for_every_class
says: You take the number of columns from the largest target in y. A batch need not contain every class; num_classes says how many there are.
says_zh: 你用 y 里最大的目标来决定列数。一个批次里不一定出现所有类别，共有几类要看 num_classes。
"""


def one_hot(y: Tensor, num_classes: int) -> Tensor:
    """Each class index as a row of zeros with a single 1."""
    return torch.eye(int(y.max()) + 1, dtype=torch.int64)[y]
