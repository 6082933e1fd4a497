"""Believes that a margin always makes the loss larger.

expect: test_cosine_of_pairs_that_do_not, test_cosine_with_each_reduction
says: You added the margin to the cosine. Here it is the cosine that unlike vectors may still have without a cost: it is taken off.
says_zh: 你把 margin 加到了余弦上。在这里，它是不相似的向量仍可免费拥有的余弦，应当减去。
"""


def cosine_embedding(x1: Tensor, x2: Tensor, y: Tensor, margin: float = 0.0, reduction: str = "mean") -> Tensor:
    """Draws vectors together where y is 1, and apart where y is -1, by the cosine of their angle."""
    lengths = torch.linalg.vector_norm(x1, dim=1) * torch.linalg.vector_norm(x2, dim=1)
    cosine = (x1 * x2).sum(dim=1) / lengths.clamp(min=1e-12)

    return reduce_losses(torch.where(y == 1, 1 - cosine, (cosine + margin).clamp(min=0)), reduction)
