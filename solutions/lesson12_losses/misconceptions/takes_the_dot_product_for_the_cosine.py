"""Believes that the dot product of two vectors is their cosine.

expect: test_cosine_of_pairs_that_belong_together, test_cosine_of_pairs_that_do_not,
    test_cosine_with_each_reduction, test_vector_of_zeros_has_cosine_zero, test_one_pair_and_one_triplet
says: You took the dot product. It grows with the lengths of the vectors; the cosine depends on the angle alone and lies between -1 and 1.
says_zh: 你算的是内积，它随向量的长度变大；余弦只与夹角有关，介于 -1 和 1 之间。
"""


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    cosine = (x1 * x2).sum(dim=1)
    return reduce_losses(torch.where(y == 1, 1 - cosine, (cosine - margin).clamp(min=0)), reduction)
