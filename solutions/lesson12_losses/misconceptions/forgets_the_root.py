"""Believes that a distance is the sum of the powers.

expect: test_triplet_is_the_difference_of_distances_and_the_margin,
    test_triplet_measures_with_the_norm_that_is_named, test_triplet_with_each_reduction,
    test_one_pair_and_one_triplet
says: Your distance is a sum of powers without the root: with squares, twice as far away counts four times. A norm takes the p-th root of the sum.
says_zh: 你的距离是没有开方的幂之和：用平方的话，远一倍就变成四倍。范数要对和开 p 次方。
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = ((anchor - positive).abs() ** p).sum(dim=1)
    far = ((anchor - negative).abs() ** p).sum(dim=1)
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
