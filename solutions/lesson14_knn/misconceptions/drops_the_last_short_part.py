"""Believes that the rows are a multiple of the part.

expect: test_no_query_is_lost_between_the_parts
says: You left out the last part because it is shorter than the others: 1237 rows are one part of 1000 and one of 237.
says_zh: 你丢掉了最后较短的一份：1237 行是一份 1000 行，再加一份 237 行。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    whole = max(len(queries) // ROWS, 1)
    parts = [queries[i * ROWS : (i + 1) * ROWS] for i in range(whole)]
    return torch.cat([distances(part, points).topk(k, dim=1, largest=False).indices for part in parts])
