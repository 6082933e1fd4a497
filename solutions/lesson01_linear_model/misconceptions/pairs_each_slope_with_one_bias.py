"""Believes that two arrays of parameters are combined element by element.

expect: test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias, test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_one_point_keeps_its_shape, test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: You paired the slopes with the biases one by one, as zip does. A grid has every slope with every bias.
says_zh: 你像 zip 那样把斜率和偏置一一配对。网格上要让每个斜率和每个偏置都相遇。
"""


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None], ws, bs)
    return ((predictions - ys[:, None]) ** 2).mean(0)
