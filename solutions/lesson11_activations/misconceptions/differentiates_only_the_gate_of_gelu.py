"""Believes that x is a constant factor in x * Phi(x).

expect: test_gelu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero, test_smooth_ones_in_float64
says: Your slope of gelu is x times the density. That is one term of two: x changes as well, and its change is multiplied by Phi(x).
says_zh: 你给出的 gelu 的斜率是 x 乘密度函数。这只是两项中的一项：x 也在变，它的变化要乘以 Phi(x)。
"""


def gelu_gradient(x: Tensor) -> Tensor:
    """Slope of gelu at each number; 1 far above 0, 0 far below, never NaN."""
    return x * torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)
