"""Believes that dim=0 gives one number per row, since dimension 0 counts the rows.

expect: test_mean_of_each_row, test_standard_deviation_of_each_row, test_largest_value_of_each_row,
    test_statistics_of_a_single_row, test_row_stats_leaves_x_as_it_was
says: You have one number per column. dim names the dimension that disappears, not the one that stays.
says_zh: 你得到的是每列一个数。dim 指的是要消失的那个维度，不是要留下的那个。
"""


def row_stats(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Mean, standard deviation and largest value along dimension 0."""
    return x.mean(dim=0), x.std(dim=0), x.amax(dim=0)
