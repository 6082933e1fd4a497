"""Believes that the two distances may be subtracted in either order.

expect: test_triplet_is_the_difference_of_distances_and_the_margin,
    test_triplet_measures_with_the_norm_that_is_named, test_triplet_with_each_reduction,
    test_one_pair_and_one_triplet
says: You subtracted the distance to the positive from that to the negative: your loss falls when the positive moves away. Which of the two should be small?
says_zh: 你用到负样本的距离减去了到正样本的距离：正样本离得越远，你的损失反而越小。哪个距离应该小？
"""


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0, p: float = 2.0, reduction: str = "mean"
) -> Tensor:
    """Wants the negative farther from the anchor than the positive, by `margin` at least."""
    near = torch.linalg.vector_norm(anchor - positive, ord=p, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, ord=p, dim=1)

    return reduce_losses((far - near + margin).clamp(min=0), reduction)
