"""Believes that the margin belongs to like pairs, too.

expect: test_cosine_of_pairs_that_belong_together, test_cosine_with_each_reduction
says: Where y is 1 your loss depends on the margin. Like pairs cost 1 - cos, down to 0 only when the directions are the same.
says_zh: y 为 1 时，你的损失也与 margin 有关。相似的一对损失是 1 - cos，方向完全相同时才降到 0。
"""


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    cosine = (x1 * x2).sum(dim=1) / lengths.clamp(min=1e-12)

    together = (1 - cosine - margin).clamp(min=0)
    return reduce_losses(torch.where(y == 1, together, (cosine - margin).clamp(min=0)), reduction)
