"""Believes that the bias is the place of the bend.

expect: test_the_network_goes_through_the_points, test_between_points_the_network_is_straight,
    test_two_points_are_a_line, test_many_points_come_close_to_a_curve, test_interpolate_works_in_float64
says: Your hidden biases are +xs[i]. relu(x + b) bends where x + b is 0, so the bias of a bend at xs[i] is -xs[i].
says_zh: 你的隐藏层偏置是 +xs[i]；relu(x + b) 在 x + b 为 0 处转折，所以要在 xs[i] 处转折，偏置应当是 -xs[i]。
"""


def interpolate(xs: Tensor, ys: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    slopes = ys.diff() / xs.diff()
    changes = torch.cat([slopes[:1], slopes.diff()])
    return torch.ones_like(changes)[:, None], xs[:-1].clone(), changes[None], ys[:1].clone()
