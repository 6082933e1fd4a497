"""Believes that torch.roll is a shift.

expect: test_shift_moves_down_and_to_the_right, test_shift_takes_negative_numbers_and_zero,
    test_shift_out_of_sight_leaves_zeros, test_shift_and_average_keep_float64, test_gap_of_a_weight_for_each_place
says: What leaves your image on one side comes back on the other. Zeros have to come into view there.
says_zh: 图像从一边移出去的部分，在你这里又从另一边回来了；那里应当填 0。
"""


def shift(X, rows, cols):
    return torch.roll(X, (rows, cols), dims=(0, 1))
