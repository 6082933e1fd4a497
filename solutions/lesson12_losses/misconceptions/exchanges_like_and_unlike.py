"""Believes that y = 1 marks the pairs that are to be pushed apart.

expect: test_cosine_of_pairs_that_belong_together, test_cosine_of_pairs_that_do_not,
    test_cosine_with_each_reduction, test_vector_of_zeros_has_cosine_zero, test_one_pair_and_one_triplet
says: Your two cases are exchanged: where y is 1 the vectors belong together, and equal ones must cost 0.
says_zh: 你的两种情况弄反了：y 为 1 表示两个向量应当靠近，相同的向量损失必须是 0。
"""


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    cosine = (x1 * x2).sum(dim=1) / lengths.clamp(min=1e-12)

    return reduce_losses(torch.where(y == 1, (cosine - margin).clamp(min=0), 1 - cosine), reduction)
