"""Believes that a distance is the sum of the powers.

expect: test_triplet_is_the_difference_of_distances_and_the_margin,
    test_triplet_measures_with_the_norm_that_is_named, test_triplet_with_each_reduction,
    test_one_pair_and_one_triplet
says: You left out the root 1/p, so your distances are powers: twice as far away counts 2^p times. A norm takes the p-th root of the sum.
says_zh: 你漏了 1/p 次方，算出来的是幂而不是距离：远一倍，就变成 2^p 倍。范数要对和开 p 次方。
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = ((anchor - positive).abs() ** p).sum(dim=1)
    far = ((anchor - negative).abs() ** p).sum(dim=1)
    return reduce_losses((near - far + margin).clamp(min=0), reduction)
