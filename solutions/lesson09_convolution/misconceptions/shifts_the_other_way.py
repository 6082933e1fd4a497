"""Believes that a move by rows takes each pixel from `rows` further down.

expect: test_shift_moves_down_and_to_the_right, test_shift_takes_negative_numbers_and_zero,
    test_shift_out_of_sight_leaves_zeros, test_shift_and_average_keep_float64, test_gap_of_a_weight_for_each_place,
    test_pooling_forgets_a_step_within_its_window
says: Your image moves up and to the left where it should move down and to the right.
says_zh: 该向下、向右移的时候，你的图像向上、向左移了。
"""


def shift(X, rows, cols):
    result = torch.zeros_like(X)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            if 0 <= i + rows < X.shape[0] and 0 <= j + cols < X.shape[1]:
                result[i, j] = X[i + rows, j + cols]
    return result
