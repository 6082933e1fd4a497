"""Believes that a function which moves with its input gives the same answer to a moved image.

expect: test_gap_of_a_convolution_is_zero_away_from_the_border, test_gap_of_a_weight_for_each_place
says: You compare the map of the moved image with the map that was not moved: that asks for invariance. An equivariant map moves too.
says_zh: 你拿移动后图像的结果与没有移动的结果比较，这问的是不变性；等变的意思是结果也跟着移动。
"""


def shift_gap(f, X, rows, cols):
    return float((f(shift(X, rows, cols)) - f(X)).abs().max())
