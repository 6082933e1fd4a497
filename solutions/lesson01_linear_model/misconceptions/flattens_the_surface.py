"""Believes that a grid is a list of its points.

expect: test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias, test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_one_point_keeps_its_shape, test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: Your losses stand in one long row. The result has two dimensions: biases and slopes.
says_zh: 你的损失排成了长长的一行。结果应该有两个维度：偏置和斜率。
"""


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0).reshape(-1)
