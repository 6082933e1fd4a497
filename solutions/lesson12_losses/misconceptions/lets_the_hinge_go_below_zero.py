"""Believes that a pair that is far apart earns a reward.

expect: test_cosine_of_pairs_that_do_not, test_cosine_with_each_reduction,
    test_vector_of_zeros_has_cosine_zero
says: Your cosine loss becomes negative for vectors that are far apart already. Far enough is enough: max(0, ...) stops there.
says_zh: 两个向量已经离得很远时，你的余弦损失变成了负数。够远就行了：max(0, ...) 到 0 为止。
"""


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    cosine = (x1 * x2).sum(dim=1) / lengths.clamp(min=1e-12)

    return reduce_losses(torch.where(y == 1, 1 - cosine, cosine - margin), reduction)
