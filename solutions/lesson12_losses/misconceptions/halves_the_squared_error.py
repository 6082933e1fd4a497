"""Believes that a squared error always carries the factor one half.

expect: test_mse_is_the_mean_over_every_number, test_none_keeps_one_loss_a_number,
    test_sum_adds_up_and_divides_by_nothing, test_errors_leave_their_arguments_as_they_were
says: You put one half in front of the square, as lesson 04 did to make the derivative tidy. PyTorch's mse has no factor.
says_zh: 你在平方前面乘了二分之一，第 04 课那样写是为了求导后更整洁。PyTorch 的 mse 没有这个系数。
"""


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2."""
    return reduce_losses((prediction - target) ** 2 / 2, reduction)
