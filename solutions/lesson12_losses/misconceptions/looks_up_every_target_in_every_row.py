"""Believes that logp[:, target] takes one number of each row.

expect: test_nll_with_each_reduction, test_cross_entropy_is_the_mean_over_the_samples,
    test_cross_entropy_sums_or_keeps_one_loss_a_sample, test_weighted_mean_divides_by_the_weights,
    test_ignored_targets_do_not_count, test_any_number_may_be_ignored, test_nothing_left_to_count,
    test_classes_ten_thousand_apart, test_cross_entropy_leaves_its_arguments_as_they_were, test_padding_is_no_word
says: You take the columns of all targets from every row: N times N numbers instead of N. Row i has only its own target[i] to look up.
says_zh: 你从每一行里把所有目标对应的列都取了出来，得到 N×N 个数，而不是 N 个。第 i 行只该取它自己的 target[i]。
"""


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class."""
    return reduce_losses(-logp[:, target], reduction)
