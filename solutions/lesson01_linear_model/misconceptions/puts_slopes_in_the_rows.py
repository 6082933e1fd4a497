"""Believes that the first argument of a grid is its rows.

expect: test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias, test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: Rows and columns are exchanged: your entry [i, j] belongs to ws[i] and bs[j]. Biases go down, slopes go across.
says_zh: 行和列反了：你的第 [i, j] 个元素对应 ws[i] 和 bs[j]。偏置沿行的方向往下排，斜率横着排。
"""


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return (((predictions - ys[:, None, None]) ** 2).mean(0)).T
