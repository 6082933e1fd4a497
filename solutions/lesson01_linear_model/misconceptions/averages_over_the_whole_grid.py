"""Believes that mean() without an axis averages the samples only.

expect: test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias, test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_one_point_keeps_its_shape, test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: mean() without a dimension averages everything, the grid as well, and one number is left. Only the samples are to be averaged.
says_zh: mean() 不指定维度，就会对所有的数求均值，连网格也没了，只剩一个数。这里只对样本求均值。
"""


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean()
