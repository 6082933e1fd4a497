"""Believes that to call PyTorch's function is to write it.

expect: test_mse_is_the_mean_over_every_number, test_l1_is_the_mean_over_every_number,
    test_none_keeps_one_loss_a_number, test_sum_adds_up_and_divides_by_nothing,
    test_errors_leave_their_arguments_as_they_were, test_smooth_l1_below_and_beyond_beta,
    test_huber_below_and_beyond_delta, test_smooth_l1_with_beta_zero_is_l1, test_smooth_losses_are_reduced,
    test_bce_with_each_reduction, test_bce_of_certain_answers, test_bce_does_not_clamp_the_probability,
    test_logits_with_each_reduction, test_logits_of_ten_thousand, test_pos_weight_belongs_to_the_positive_part,
    test_pos_weight_does_not_divide_the_mean, test_nll_with_each_reduction,
    test_cross_entropy_is_the_mean_over_the_samples, test_cross_entropy_sums_or_keeps_one_loss_a_sample,
    test_weighted_mean_divides_by_the_weights, test_ignored_targets_do_not_count, test_any_number_may_be_ignored,
    test_nothing_left_to_count, test_classes_ten_thousand_apart, test_cross_entropy_leaves_its_arguments_as_they_were,
    test_wild_prices_do_not_pull, test_one_long_braking_distance_is_worse,
    test_a_missed_illness_costs_nine_times_as_much, test_padding_is_no_word
says: Your functions hand the work to PyTorch's own losses. This lesson asks you to write them yourself.
says_zh: 你的函数把活儿交给了 PyTorch 自带的损失函数。这一课要你自己写。
"""


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2."""
    return F.mse_loss(prediction, target, reduction=reduction)


def smooth_l1(prediction: Tensor, target: Tensor, beta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors below beta, a line of slope 1 beyond."""
    return F.smooth_l1_loss(prediction, target, beta=beta, reduction=reduction)


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    return F.binary_cross_entropy(p, y, reduction=reduction)


def nll(logp: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Negative log-likelihood: minus the log-probability of each sample's class."""
    return F.nll_loss(logp, target, reduction=reduction)
