"""Believes that the loss of a batch is the sum of its losses unless something else is asked.

expect: test_mse_is_the_mean_over_every_number, test_l1_is_the_mean_over_every_number,
    test_errors_leave_their_arguments_as_they_were
says: You added the errors up. The default is the mean, so that the loss, and with it a good step size, does not grow with the batch.
says_zh: 你把误差加了起来。默认应取均值，这样损失的大小（以及合适的学习率）才不会随批次变大。
"""


def mse(prediction: Tensor, target: Tensor, reduction: str = "sum") -> Tensor:
    """Squared error, (prediction - target)^2."""
    return reduce_losses((prediction - target) ** 2, reduction)


def l1(prediction: Tensor, target: Tensor, reduction: str = "sum") -> Tensor:
    """Absolute error, |prediction - target|."""
    return reduce_losses((prediction - target).abs(), reduction)
