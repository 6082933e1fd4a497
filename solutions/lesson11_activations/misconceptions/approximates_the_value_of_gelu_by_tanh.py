"""Believes that the tanh formula is the definition of GELU, and that of its slope is another one.

expect: test_gelu_is_exact, test_smooth_ones_in_float64
says: The formula with tanh and 0.044715 is an approximation, wrong in the fourth digit. Exact GELU takes Phi from torch.erf.
says_zh: 带 tanh 和 0.044715 的式子只是近似，小数点后第四位就不对了。精确的 GELU 要用 torch.erf 求 Phi。
"""


def gelu(x: Tensor) -> Tensor:
    """x times the probability that a standard normal number is below x: x * Phi(x)."""
    return 0.5 * x * (1 + tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
