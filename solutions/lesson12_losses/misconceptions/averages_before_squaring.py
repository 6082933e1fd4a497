"""Believes that averaging and squaring may change places.

expect: test_mse_is_the_mean_over_every_number, test_errors_leave_their_arguments_as_they_were,
    test_one_long_braking_distance_is_worse
says: You averaged the errors and squared the average, so errors of opposite sign cancel. Which of the two comes first?
says_zh: 你先把误差平均，再平方，正负误差就互相抵消了。这两步哪一步在前？
"""


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2."""
    if reduction == "mean":
        return (prediction - target).mean() ** 2
    return reduce_losses((prediction - target) ** 2, reduction)
