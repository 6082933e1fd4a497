"""Believes that a triplet costs something only where the negative is the nearer one.

expect: test_triplet_is_the_difference_of_distances_and_the_margin, test_triplet_measures_with_the_norm_that_is_named,
    test_triplet_with_each_reduction, test_one_pair_and_one_triplet
says: The margin has no effect in your triplet loss. It wants the negative farther away by the margin at least: add the margin before you cut off at 0.
says_zh: 你的三元组损失没有用上间隔 margin。负样本至少要远出 margin 这么多：先加上 margin，再在 0 处截断。
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    near = torch.linalg.vector_norm(anchor - positive, ord=p, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, ord=p, dim=1)
    return reduce_losses((near - far).clamp(min=0), reduction)
