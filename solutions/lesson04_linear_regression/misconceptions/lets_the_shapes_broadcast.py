"""Believes that two tensors with n numbers each always subtract number by number.

expect: test_squared_loss_of_a_column_and_flat_labels, test_squared_loss_of_flat_predictions_and_a_column,
    test_squared_loss_leaves_its_arguments_as_they_were
says: You subtracted (n,) and (n, 1) as they are. They broadcast to (n, n): every prediction minus every label, without any error message.
says_zh: 你把 (n,) 和 (n, 1) 直接相减了。它们会广播成 (n, n)：每个预测都减去每个标签，而且不报错。
"""


def squared_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Half the square of each error, in the shape of y_hat."""
    errors = y_hat - y
    return errors**2 / 2
