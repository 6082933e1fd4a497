"""Believes that the largest difference is the largest gap.

expect: test_gap_of_a_convolution_is_zero_away_from_the_border, test_gap_of_a_weight_for_each_place
says: You take the largest difference with its sign, so a value that is too small counts as no gap. The gap is the largest absolute difference.
says_zh: 你取的是带符号的最大差，偏小的值就不算差距了；差距是差的绝对值的最大值。
"""


def shift_gap(f, X, rows, cols):
    return float((f(shift(X, rows, cols)) - shift(f(X), rows, cols)).max())
