"""Believes that a slice of k columns takes the memory of k columns.

expect: test_knn_of_ten_thousand_stays_within_the_memory
says: You kept [:, :k] of each sorted table. A slice is a view: as long as you keep it, its whole table stays in memory, and the parts add up to all of it.
says_zh: 你保留了每张排序表的 [:, :k]。切片只是视图：只要留着它，整张表就占着内存，各份加起来还是全部。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [distances(part, points).argsort(dim=1)[:, :k] for part in queries.split(ROWS)]
    return torch.cat(parts)
