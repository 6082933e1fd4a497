"""Believes that an argument may be overwritten, as the function has its own copy.

expect: test_sigmoid_leaves_z_as_it_was
says: A function gets the caller's own tensor, not a copy. Methods whose name ends in an underscore, such as neg_, write into it.
says_zh: 函数拿到的就是调用者的那个张量，不是副本。名字以下划线结尾的方法（例如 neg_）会直接改写它。
"""


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    return 1 / (1 + z.neg_().exp_())
