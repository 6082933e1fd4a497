"""Believes that the loss is -y log p; samples of class 0 then cost nothing.

expect: test_bce_is_the_mean_over_every_number, test_bce_none_keeps_one_loss_a_number,
    test_bce_sum_adds_the_losses_up, test_bce_takes_targets_between_zero_and_one,
    test_bce_of_certain_and_wrong_costs_one_hundred
says: In your loss a sample with y = 0 costs nothing, however high its p is. The term with 1 - y is what it should pay.
says_zh: 按你的写法，y = 0 的样本不管 p 多大都没有损失。它应付的代价在带 1 - y 的那一项里。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p).clamp(min=-100)
    return reduce_losses(-(y * log_p), reduction)
