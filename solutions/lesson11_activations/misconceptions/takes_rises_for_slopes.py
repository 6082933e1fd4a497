"""Believes that the points are 1 apart.

expect: test_the_network_goes_through_the_points, test_between_points_the_network_is_straight,
    test_two_points_are_a_line, test_many_points_come_close_to_a_curve, test_interpolate_works_in_float64
says: You take the differences of ys for slopes. A slope is the difference of ys over that of xs; the points may be at any distance.
says_zh: 你把 ys 的差当作斜率；斜率是 ys 的差除以 xs 的差，点与点的间距可以是任意的。
"""


def interpolate(xs: Tensor, ys: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    slopes = ys.diff()
    changes = torch.cat([slopes[:1], slopes.diff()])
    return torch.ones_like(changes)[:, None], -xs[:-1], changes[None], ys[:1].clone()
