"""Believes that memory is never short.

expect: test_knn_of_ten_thousand_stays_within_the_memory
says: You made the table of all pairs in one piece: 10,000 x 10,000 float64 numbers are 800 MB. Each query only needs its own row of it, and of that k numbers.
says_zh: 你一次算出了所有点对的距离表：10000 × 10000 个 float64 就是 800 MB。每个查询点只需要其中自己那一行，而且只要 k 个数。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    return distances(queries, points).topk(k, dim=1, largest=False).indices
