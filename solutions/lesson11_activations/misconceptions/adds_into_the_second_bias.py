"""Believes that += makes a new tensor.

expect: test_collapse_leaves_both_layers_as_they_were
says: b2 += ... changes the tensor that belongs to the caller: the second layer has another bias after your call.
says_zh: b2 += ... 改动的是调用者的张量：调用之后，第二层的偏置就变了。
"""


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same."""
    b2 += W2 @ b1
    return W2 @ W1, b2
