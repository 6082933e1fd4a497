"""Believes that each unit of the second layer gets the first bias once, unweighted.

expect: test_collapsed_bias, test_three_layers_collapse_into_one, test_collapse_leaves_both_layers_as_they_were
says: You added all numbers of b1 to each number of the bias. The second layer weighs what the first one sends, and b1 is part of that.
says_zh: 你把 b1 的所有数之和加到了偏置的每个分量上。第二层会给第一层送来的数加权，b1 也在其中。
"""


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same."""
    return W2 @ W1, b1.sum() + b2
