"""Believes that the layer that comes first stands on the left of the product.

expect: test_collapsed_weight, test_collapsed_bias, test_three_layers_collapse_into_one,
    test_collapse_leaves_both_layers_as_they_were
says: You multiplied W1 by W2. A layer multiplies x from the left, so what is applied first stands next to x; compare the shapes.
says_zh: 你算的是 W1 乘 W2。每一层都从左边乘 x，先作用的那个应当紧挨着 x；对一对形状。
"""


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same."""
    return W1 @ W2, W2 @ b1 + b2
