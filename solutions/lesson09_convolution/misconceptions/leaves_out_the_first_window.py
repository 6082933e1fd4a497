"""Believes that there are as many windows as steps.

expect: test_output_size_leaves_out_a_step_that_does_not_fit, test_output_size_with_padding_and_stride
says: You counted the steps of the window, which are one fewer than its places. It stands somewhere before the first step.
says_zh: 你数的是窗口走了多少步，这比它停留的位置少一个：迈出第一步之前，窗口已经占了一个位置。
"""


def output_size(w: int, f: int, p: int = 0, s: int = 1) -> int:
    """floor((w + 2p - f) / s) + 1."""
    return (w + 2 * p - f) // s
