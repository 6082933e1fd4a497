"""Believes that unlike pairs need a cosine of at least the margin.

expect: test_cosine_of_pairs_that_do_not, test_cosine_with_each_reduction, test_vector_of_zeros_has_cosine_zero
says: Where y is -1 your loss is max(0, margin - cos): it is largest for opposite vectors, though these are as far apart as can be.
says_zh: y 为 -1 时，你的损失是 max(0, margin - cos)：方向相反的向量损失最大，可它们已经离得最远了。
"""


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    cosine = (x1 * x2).sum(dim=1) / lengths.clamp(min=1e-12)
    return reduce_losses(torch.where(y == 1, 1 - cosine, (margin - cosine).clamp(min=0)), reduction)
