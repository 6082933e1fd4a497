"""Believes that axes of length 1 carry nothing and may be dropped.

expect: test_surface_of_one_point_keeps_its_shape
says: You dropped the dimensions of length 1, so a grid with one bias or one slope loses its shape. The result always has two dimensions.
says_zh: 你把长度为 1 的维度去掉了，只有一个偏置或一个斜率时形状就不对了。结果始终有两个维度。
"""


def loss_surface(xs: Array, ys: Array, ws: Array, bs: Array) -> Array:
    """Compute the mean squared error at each bias (row) and slope (column)."""
    predictions = forward_with_bias(xs[:, None, None], ws, bs[:, None])
    return ((predictions - ys[:, None, None]) ** 2).mean(0).squeeze()
