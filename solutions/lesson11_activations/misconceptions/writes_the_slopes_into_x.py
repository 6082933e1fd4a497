"""Believes that the numbers of x are no longer needed once their slopes are known.

expect: test_straight_pieces_leave_x_as_it_was
says: Your relu_gradient writes the slopes into x itself, so the caller's numbers are gone. The slopes need a tensor of their own.
says_zh: 你的 relu_gradient 把斜率直接写进了 x，调用者手里的数就丢了。斜率应该放在一个新的张量里。
"""


def relu_gradient(x: Tensor) -> Tensor:
    """1 above 0, 0 below."""
    x[x > 0] = 1
    x[x < 0] = 0
    return x
