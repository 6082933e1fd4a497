"""Believes that a formula that is right on paper is right in the computer.

expect: test_s_curves_of_ten_thousand, test_s_curves_are_flat_far_from_zero
says: In (exp(x) - exp(-x)) / (exp(x) + exp(-x)) one exp overflows for every large x, in the numerator and the denominator. Divide both by the larger one, on paper.
says_zh: 在 (exp(x) - exp(-x)) / (exp(x) + exp(-x)) 里，x 很大时分子和分母都会溢出。先在纸上把两者同除以较大的那个 exp。
"""


def tanh(x: Tensor) -> Tensor:
    """(exp(x) - exp(-x)) / (exp(x) + exp(-x)): any number into (-1, 1). Finite for every finite x."""
    return (torch.exp(x) - torch.exp(-x)) / (torch.exp(x) + torch.exp(-x))
