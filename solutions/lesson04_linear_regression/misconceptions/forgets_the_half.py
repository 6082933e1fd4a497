"""Believes that squared_loss is the whole square.

expect: test_squared_loss_is_half_the_square, test_squared_loss_of_a_column_and_flat_labels,
    test_squared_loss_of_flat_predictions_and_a_column, test_squared_loss_leaves_its_arguments_as_they_were
says: Your losses are twice as large as asked: this loss is half the square, so that its derivative is just the error.
says_zh: 你的损失是要求的两倍：这里的损失是平方的一半，这样它的导数恰好就是误差。
"""


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Half the square of each error, in the shape of y_hat."""
    errors = y_hat - y.reshape(y_hat.shape)
    return errors**2
