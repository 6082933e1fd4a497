"""Believes that a*a - 2*a*b + b*b is as good on a computer as on paper.

expect: test_a_point_is_zero_away_from_itself, test_neighbours_far_from_the_origin_keep_their_digits
says: You expanded the square. Far from the origin a*a and b*b are huge and almost cancel, and the digits of the difference go with them; below 0 the root is NaN.
says_zh: 你把平方展开了。离原点很远时 a*a、b*b 都很大，几乎完全抵消，差的有效数字也随之丢失；若减出了负数，开方就是 NaN。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [torch.cdist(part, points).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)


def distances(a: Tensor, b: Tensor) -> Tensor:
    """The distances of all pairs, (n, m)."""
    squares = (a * a).sum(dim=1)[:, None] - 2 * a @ b.T + (b * b).sum(dim=1)
    return squares.sqrt()
