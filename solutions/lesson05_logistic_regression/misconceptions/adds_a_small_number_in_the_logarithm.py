"""Believes that a small number in the logarithm does no harm.

expect: test_bce_is_the_mean_over_every_number, test_bce_none_keeps_one_loss_a_number, test_bce_sum_adds_the_losses_up,
    test_bce_takes_targets_between_zero_and_one, test_bce_of_certain_and_wrong_costs_one_hundred,
    test_bce_of_certain_and_right_costs_nothing, test_bce_does_not_clamp_the_probability
family: _EPS from 1e-5 to 1e-3
says: You take the logarithm of p + {value}. That keeps it finite but changes every loss a little, and small probabilities a lot. It is the logarithm that must be limited.
says_zh: 你对 p + {value} 取了对数。这样虽然有限，但每个损失都变了一点，小概率变得很多。要限制的是对数本身。
"""

_EPS = 1e-5


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    return reduce_losses(-(y * torch.log(p + _EPS) + (1 - y) * torch.log(1 - p + _EPS)), reduction)
