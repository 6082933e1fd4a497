"""Believes that every vector has a direction.

expect: test_vector_of_zeros_has_cosine_zero
says: A vector of zeros has length 0, and 0 / 0 is NaN. One such row spoils the mean of the batch.
says_zh: 零向量的长度是 0，0 / 0 是 NaN。只要有一行这样的向量，整批的均值就毁了。
"""


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    cosine = (x1 * x2).sum(dim=1) / lengths
    return reduce_losses(torch.where(y == 1, 1 - cosine, (cosine - margin).clamp(min=0)), reduction)
