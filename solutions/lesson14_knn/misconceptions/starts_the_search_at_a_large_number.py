"""Believes that no distance is larger than a million.

expect: test_points_that_are_very_far_away_vote_too
says: You began the search with a largest distance of a million. Points that are farther away than that were never found; infinity is larger than any number.
says_zh: 你把搜索的初始“最大距离”设成了一百万，更远的点就永远找不到了。无穷大才比任何数都大。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [distances(part, points).clamp(max=1e6).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)
