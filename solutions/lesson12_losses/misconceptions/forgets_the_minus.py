"""Believes that the log-probability itself is the loss.

expect: test_nll_with_each_reduction, test_cross_entropy_is_the_mean_over_the_samples,
    test_cross_entropy_sums_or_keeps_one_loss_a_sample, test_weighted_mean_divides_by_the_weights,
    test_ignored_targets_do_not_count, test_any_number_may_be_ignored, test_nothing_left_to_count,
    test_classes_ten_thousand_apart, test_cross_entropy_leaves_its_arguments_as_they_were, test_padding_is_no_word
says: Yours is negative, and smallest where the target is least likely. A loss must be smallest where the answer is best.
says_zh: 你的结果是负的，而且在目标最不可能时最小。损失应当在答得最好时最小。
"""


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class."""
    return reduce_losses(logp[torch.arange(len(target)), target], reduction)
