"""Believes that two loops over the grid are as good as one array expression.

expect: test_surface_of_a_large_grid_in_time
says: You visit the grid points one by one in Python; on a large grid that takes minutes. Let broadcasting compute them all at once.
says_zh: 你用 Python 循环逐个计算网格点，网格一大就要几分钟。让广播一次把它们全算出来。
"""


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    surface = torch.zeros(len(bs), len(ws), dtype=torch.float64)
    for i in range(len(bs)):
        for j in range(len(ws)):
            errors = forward_with_bias(xs, ws[j], bs[i]) - ys
            surface[i, j] = float((errors**2).mean())
    return surface
