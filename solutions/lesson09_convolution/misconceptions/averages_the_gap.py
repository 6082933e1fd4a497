"""Believes that the gap is the mean difference.

expect: test_gap_of_a_convolution_is_zero_away_from_the_border, test_gap_of_a_weight_for_each_place
says: You take the mean of the absolute differences. The gap is the largest of them.
says_zh: 你取了差的绝对值的均值；差距是其中最大的一个。
"""


def shift_gap(f, X, rows, cols):
    return float((f(shift(X, rows, cols)) - shift(f(X), rows, cols)).abs().mean())
