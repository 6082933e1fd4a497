"""Believes that a loss is always one number.

expect: test_squared_loss_is_half_the_square, test_squared_loss_of_a_column_and_flat_labels,
    test_squared_loss_of_flat_predictions_and_a_column, test_squared_loss_leaves_its_arguments_as_they_were
says: You took the mean. squared_loss gives one loss per sample; sum or mean is the caller's choice.
says_zh: 你求了均值。squared_loss 要给出每个样本的损失；求和还是求均值，由调用者决定。
"""


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Half the square of each error, in the shape of y_hat."""
    errors = y_hat - y.reshape(y_hat.shape)
    return (errors**2 / 2).mean()
