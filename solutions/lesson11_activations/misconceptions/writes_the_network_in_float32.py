"""Believes that weights are float32.

expect: test_interpolate_works_in_float64
says: Your network is float32 though the points are float64. The dtype is that of xs.
says_zh: 给出的点是 float64，你的网络却是 float32；dtype 应当与 xs 相同。
"""


def interpolate(xs: Tensor, ys: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    xs, ys = xs.float(), ys.float()
    slopes = ys.diff() / xs.diff()
    changes = torch.cat([slopes[:1], slopes.diff()])
    return torch.ones_like(changes)[:, None], -xs[:-1], changes[None], ys[:1].clone()
