"""Believes that a last window that fits in part still counts.

expect: test_output_size_leaves_out_a_step_that_does_not_fit, test_output_size_with_padding_and_stride
says: You counted a last window that hangs over the edge. Only windows that fit in full count, so the division is rounded down.
says_zh: 你把最后一个伸出边界的窗口也算进去了。只有完全放得下的窗口才算数，所以除法要向下取整。
"""


def output_size(w: int, f: int, p: int = 0, s: int = 1) -> int:
    """floor((w + 2p - f) / s) + 1."""
    return -(-(w + 2 * p - f) // s) + 1
