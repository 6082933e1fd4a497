"""Believes that a surface of losses adds up the samples.

expect: test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias,
    test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_one_point_keeps_its_shape,
    test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: You added up the squared errors of the samples at each grid point. Each entry of the surface is their mean.
says_zh: 你在每个网格点上把各样本的平方误差加了起来。曲面上的每个值应当是它们的均值。
"""


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).sum(0)
