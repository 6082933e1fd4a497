"""Believes that -= is only a shorter way to write a subtraction.

expect: test_squared_loss_leaves_its_arguments_as_they_were
says: You wrote the errors into the predictions themselves: y_hat -= ... changes the tensor that the caller still holds.
says_zh: 你把误差写进了预测本身：y_hat -= ... 改的是调用者手里的那个张量。
"""


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Half the square of each error, in the shape of y_hat."""
    y_hat -= y.reshape(y_hat.shape)
    return y_hat**2 / 2
