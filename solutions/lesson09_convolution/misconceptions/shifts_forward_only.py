"""Believes that a slice with a negative start counts from the front.

expect: test_shift_takes_negative_numbers_and_zero, test_gap_of_a_weight_for_each_place
says: Your shift does not move up or to the left: a negative number in a slice counts from the other end.
says_zh: 你的 shift 不会向上、向左移：切片里的负数是从另一端数起的。
"""


def shift(X, rows, cols):
    result = torch.zeros_like(X)
    if rows >= 0 and cols >= 0:
        result[rows:, cols:] = X[: max(X.shape[0] - rows, 0), : max(X.shape[1] - cols, 0)]
    return result
