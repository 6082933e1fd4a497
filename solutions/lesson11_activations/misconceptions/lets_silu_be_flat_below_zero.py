"""Believes that SiLU, like ReLU, lets nothing negative through.

expect: test_silu_of_drawn_numbers, test_smooth_ones_of_ten_thousand, test_smooth_ones_in_float64
says: Your silu is 0 below 0. A gate is only half closed at -1: 27 percent of x still come through.
says_zh: 在 0 以下，你的 silu 全是 0。在 -1 处门只是半开：x 还有 27% 能通过。
"""


def silu(x: Tensor) -> Tensor:
    """x * sigmoid(x), also called swish. Finite for every finite x."""
    return relu(x) * sigmoid(x)
