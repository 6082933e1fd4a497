"""Believes that a working step may be done on the argument itself.

expect: test_s_curves_in_float64
says: Your tanh doubles x itself on its way, and the caller finds other numbers. Without the underscore and without *= the product is a new tensor.
says_zh: 你的 tanh 在计算途中把 x 本身乘了 2，调用者手里的数就变了。不用带下划线的方法和 *=，乘积就是一个新的张量。
"""


def tanh(x: Tensor) -> Tensor:
    """The sigmoid of 2x, stretched."""
    return 2 * sigmoid(x.mul_(2)) - 1
