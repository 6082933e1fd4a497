"""Believes that the bias of the first layer is the only one that counts.

expect: test_collapsed_bias, test_three_layers_collapse_into_one, test_collapse_leaves_both_layers_as_they_were
says: Your bias is W2 b1: the second layer's own bias is missing from it.
says_zh: 你的偏置只有 W2 b1：第二层自己的偏置不见了。
"""


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same."""
    return W2 @ W1, W2 @ b1
