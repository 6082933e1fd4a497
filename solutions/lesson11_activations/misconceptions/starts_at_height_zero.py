"""Believes that the network is 0 at the first point.

expect: test_the_network_goes_through_the_points, test_between_points_the_network_is_straight,
    test_two_points_are_a_line, test_many_points_come_close_to_a_curve, test_interpolate_works_in_float64
says: Your network begins at height 0. Where no unit fires yet the output is b2, and that has to be ys[0].
says_zh: 你的网络从高度 0 开始；还没有单元起作用的地方，输出就是 b2，它应当是 ys[0]。
"""


def interpolate(xs: Tensor, ys: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    slopes = ys.diff() / xs.diff()
    changes = torch.cat([slopes[:1], slopes.diff()])
    return torch.ones_like(changes)[:, None], -xs[:-1], changes[None], torch.zeros_like(ys[:1])
