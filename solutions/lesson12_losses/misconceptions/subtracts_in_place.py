"""Believes that -= makes a new tensor.

expect: test_errors_leave_their_arguments_as_they_were
says: prediction -= target writes into the caller's tensor: after your call the predictions are gone.
says_zh: prediction -= target 直接写进了调用者的张量：调用之后，预测值就没了。
"""


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2."""
    prediction -= target
    return reduce_losses(prediction**2, reduction)
