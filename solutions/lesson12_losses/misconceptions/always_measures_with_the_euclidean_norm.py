"""Believes that there is only one distance.

expect: test_triplet_measures_with_the_norm_that_is_named
says: Your triplet_margin never uses p. p = 1 adds up the absolute differences, p = 3 takes the cube root of their cubes.
says_zh: 你的 triplet_margin 没有用到 p。p = 1 是把差的绝对值加起来，p = 3 是把它们的立方加起来再开立方。
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = torch.linalg.vector_norm(anchor - positive, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, dim=1)
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
