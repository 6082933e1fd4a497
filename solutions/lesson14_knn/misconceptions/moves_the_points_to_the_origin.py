"""Believes that its arguments are its own to work with.

expect: test_distances_leave_their_arguments_as_they_were
says: You moved the points in place, with -=, and the caller's tensors moved along. a = a - ... would make a new tensor.
says_zh: 你用 -= 原地平移了这些点，调用者的张量也跟着变了。写成 a = a - ... 才会得到新的张量。
"""


def nearest(queries: Tensor, points: Tensor, k: int) -> Tensor:
    """Row numbers of the k nearest points of each query."""
    parts = [torch.cdist(part, points).topk(k, dim=1, largest=False).indices for part in queries.split(ROWS)]
    return torch.cat(parts)


def distances(a: Tensor, b: Tensor) -> Tensor:
    """The distances of all pairs, (n, m)."""
    centre = b.mean(dim=0)
    a -= centre
    if b is not a:
        b -= centre
    return torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist")
