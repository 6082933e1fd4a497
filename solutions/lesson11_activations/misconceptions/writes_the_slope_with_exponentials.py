"""Believes that a slope is best written without the function itself.

expect: test_s_curves_are_flat_far_from_zero
says: exp(-x) / (1 + exp(-x))^2 is the slope on paper; for x = -10000 it is inf / inf, NaN. What is it in terms of sigmoid(x)?
says_zh: exp(-x) / (1 + exp(-x))^2 在纸上是对的；x = -10000 时却是 inf / inf，也就是 NaN。用 sigmoid(x) 来表示它会怎样？
"""


def sigmoid_gradient(x: Tensor) -> Tensor:
    """Slope of the sigmoid at each number; 0, not NaN, far from 0."""
    return torch.exp(-x) / (1 + torch.exp(-x)) ** 2
