"""Believes that a weight is stored as x @ W needs it.

expect: test_collapsed_weight, test_three_layers_collapse_into_one
says: Your weight has shape (d, k). nn.Linear keeps (k, d) and transposes in the product, x @ W.T.
says_zh: 你的权重形状是 (d, k)。nn.Linear 存的是 (k, d)，相乘时才转置：x @ W.T。
"""


def collapse(W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    """Merge two linear layers, with nothing between them, into one that does the same."""
    return (W2 @ W1).T, W2 @ b1 + b2
