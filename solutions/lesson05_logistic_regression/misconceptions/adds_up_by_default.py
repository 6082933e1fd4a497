"""Believes that the loss of a batch is the sum of the losses unless something else is asked.

expect: test_bce_of_certain_and_right_costs_nothing, test_bce_does_not_clamp_the_probability, test_bce_is_the_mean_over_every_number, test_bce_takes_targets_between_zero_and_one,
    test_bce_of_certain_and_wrong_costs_one_hundred
says: You added the losses up. The default is the mean, so that the loss, and with it a good step size, does not grow with the number of samples.
says_zh: 你把损失加了起来。默认应取均值，这样损失的大小（以及合适的学习率）才不会随样本数变化。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "sum") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p).clamp(min=-100)
    log_not_p = torch.log(1 - p).clamp(min=-100)
    return reduce_losses(-(y * log_p + (1 - y) * log_not_p), reduction)
