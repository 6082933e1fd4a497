"""Believes that the distance is what one walks along the axes.

expect: test_distances_of_drawn_points, test_distances_of_any_sizes, test_a_point_is_zero_away_from_itself,
    test_neighbours_far_from_the_origin_keep_their_digits, test_distances_in_float64,
    test_distances_leave_their_arguments_as_they_were
says: You added up the absolute differences, the way around the corners. The straight line asks for squares and a root.
says_zh: 你把差的绝对值加了起来，那是沿着坐标轴拐弯走的路程。直线距离要先平方、求和，再开方。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [torch.cdist(part, points).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)


def distances(a: Tensor, b: Tensor) -> Tensor:
    """The distances of all pairs, (n, m)."""
    return (a[:, None] - b).abs().sum(dim=2)
