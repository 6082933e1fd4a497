"""Believes that a - b compares every point with every other one.

expect: test_distances_of_drawn_points, test_distances_of_any_sizes, test_neighbours_far_from_the_origin_keep_their_digits, test_distances_in_float64, test_distances_leave_their_arguments_as_they_were, test_a_point_is_zero_away_from_itself
says: Your a - b met row by row: the first with the first, the second with the second. Every point of a has to meet every point of b, in a table (n, m).
says_zh: 你的 a - b 是按行一一对应的：第一个对第一个，第二个对第二个。a 的每个点都要与 b 的每个点相比，得到 (n, m) 的表。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [torch.cdist(part, points).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)


def distances(a: Tensor, b: Tensor) -> Tensor:
    """The distances of all pairs, (n, m)."""
    return (a - b).square().sum(dim=1).sqrt()
