"""Believes that the standard deviation always divides by the number of values.

expect: test_standard_deviation_of_each_row, test_statistics_of_a_single_row
says: Your standard deviation divides by m, as NumPy does by default. Here it divides by m - 1.
says_zh: 你的标准差除以的是 m，NumPy 默认也是这样。这里要除以 m - 1。
"""


def row_stats(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Mean, standard deviation and largest value of each row."""
    return x.mean(dim=1), x.std(dim=1, correction=0), x.amax(dim=1)
