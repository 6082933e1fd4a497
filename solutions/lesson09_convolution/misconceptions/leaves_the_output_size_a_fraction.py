"""Believes that / between whole numbers gives a whole number.

expect: test_output_size_leaves_out_a_step_that_does_not_fit, test_output_size_with_padding_and_stride
says: Your size is a fraction: / of two ints is a float in Python. A count of windows is a whole number, rounded down.
says_zh: 你算出的大小带小数：Python 里两个整数用 / 相除得到浮点数。窗口的个数是整数，要向下取整。
"""


def output_size(w: int, f: int, p: int = 0, s: int = 1) -> int:
    """floor((w + 2p - f) / s) + 1."""
    return (w + 2 * p - f) / s + 1
