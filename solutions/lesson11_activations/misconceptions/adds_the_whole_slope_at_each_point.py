"""Believes that each unit works in its own interval only.

expect: test_the_network_goes_through_the_points, test_between_points_the_network_is_straight,
    test_many_points_come_close_to_a_curve, test_interpolate_works_in_float64
says: Each of your units brings the whole slope of its interval. The units before it go on rising, so it has to bring the change of the slope only.
says_zh: 你的每个单元都带来自己那一段的全部斜率；前面的单元还在继续上升，所以它只应当带来斜率的改变量。
"""


def interpolate(xs: Tensor, ys: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    slopes = ys.diff() / xs.diff()
    return torch.ones_like(slopes)[:, None], -xs[:-1], slopes[None], ys[:1].clone()
