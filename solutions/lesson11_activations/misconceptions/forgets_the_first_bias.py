"""Believes that only the last layer's bias reaches the output.

expect: test_collapsed_bias, test_three_layers_collapse_into_one,
    test_collapse_leaves_both_layers_as_they_were
says: Your bias is that of the second layer. With x = 0 the first layer still sends b1 on; what does the second make of it?
says_zh: 你的偏置只是第二层的。x = 0 时，第一层仍会送出 b1；第二层会把它变成什么？
"""


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same."""
    return W2 @ W1, b2
