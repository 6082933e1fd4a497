"""Believes that a slope belongs to the point at its right end.

expect: test_the_network_goes_through_the_points, test_between_points_the_network_is_straight,
    test_two_points_are_a_line, test_many_points_come_close_to_a_curve, test_interpolate_works_in_float64
says: Your units bend one point too late. The slope between xs[i] and xs[i + 1] begins at xs[i].
says_zh: 你的单元晚一个点才转折；xs[i] 与 xs[i + 1] 之间的斜率从 xs[i] 处开始。
"""


def interpolate(xs: Tensor, ys: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    slopes = ys.diff() / xs.diff()
    changes = torch.cat([slopes[:1], slopes.diff()])
    return torch.ones_like(changes)[:, None], -xs[1:], changes[None], ys[:1].clone()
