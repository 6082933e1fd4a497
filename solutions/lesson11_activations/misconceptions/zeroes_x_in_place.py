"""Believes that a function may write into the tensor that it was given.

expect: test_straight_pieces_leave_x_as_it_was
says: Your relu writes its zeros into x itself, so the caller's numbers are gone. The result needs a tensor of its own.
says_zh: 你的 relu 把 0 直接写进了 x，调用者手里的数就丢了。结果应该放在一个新的张量里。
"""


def relu(x: Tensor) -> Tensor:
    """Keep what is positive, put 0 for the rest."""
    x[x < 0] = 0
    return x
