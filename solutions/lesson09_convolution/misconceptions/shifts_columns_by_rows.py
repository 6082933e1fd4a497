"""Believes that the first number moves to the right, as x comes before y.

expect: test_shift_moves_down_and_to_the_right, test_shift_takes_negative_numbers_and_zero,
    test_shift_out_of_sight_leaves_zeros, test_shift_and_average_keep_float64,
    test_gap_of_a_convolution_is_zero_away_from_the_border, test_gap_of_a_weight_for_each_place,
    test_pooling_forgets_a_step_within_its_window
says: You move to the right by rows and down by cols. In an image rows come first: rows moves down.
says_zh: 你把图像右移了 rows、下移了 cols。图像里先行后列：rows 是向下移。
"""


def shift(X, rows, cols):
    result = torch.zeros_like(X)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            if 0 <= i + cols < X.shape[0] and 0 <= j + rows < X.shape[1]:
                result[i + cols, j + rows] = X[i, j]
    return result
