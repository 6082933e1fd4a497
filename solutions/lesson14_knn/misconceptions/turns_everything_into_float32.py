"""Believes that float32 is enough whatever comes in.

expect: test_distances_in_float64
says: You turned float64 points into float32 and lost half of their digits.
says_zh: 你把 float64 的点转成了 float32，丢掉了一半有效数字。
"""


def distances(a: Tensor, b: Tensor) -> Tensor:
    """The distances of all pairs, (n, m)."""
    return (a.float()[:, None] - b.float()).square().sum(dim=2).sqrt()
