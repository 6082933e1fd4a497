"""Believes that the mean divides by the number of rows, whatever the number of columns.

expect: test_mse_is_the_mean_over_every_number, test_l1_is_the_mean_over_every_number,
    test_errors_leave_their_arguments_as_they_were
says: You divided by the number of rows. The mean is over every number of the tensor: a (4, 3) tensor has 12.
says_zh: 你除以的是行数。均值是对张量里的每一个数取的：(4, 3) 的张量有 12 个数。
"""


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2."""
    losses = (prediction - target) ** 2
    return losses.sum() / len(losses) if reduction == "mean" else reduce_losses(losses, reduction)


def l1(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute error, |prediction - target|. Shapes and reduction as in mse."""
    losses = (prediction - target).abs()
    return losses.sum() / len(losses) if reduction == "mean" else reduce_losses(losses, reduction)
