"""Believes that pushing a negative further is always worth something.

expect: test_triplet_is_the_difference_of_distances_and_the_margin,
    test_triplet_measures_with_the_norm_that_is_named, test_triplet_with_each_reduction
says: Your triplet loss becomes negative where the negative is far enough away. Such a triplet is done and costs 0.
says_zh: 负样本已经够远时，你的三元组损失变成了负数。这样的三元组已经学好了，损失是 0。
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = torch.linalg.vector_norm(anchor - positive, ord=p, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, ord=p, dim=1)

    return reduce_losses(near - far + margin, reduction)
