"""Believes that the difference itself is an error.

expect: test_l1_is_the_mean_over_every_number, test_none_keeps_one_loss_a_number,
    test_sum_adds_up_and_divides_by_nothing, test_errors_leave_their_arguments_as_they_were,
    test_wild_prices_do_not_pull
says: Your l1 is prediction minus target, which may be negative: a prediction that is far too low would be the best of all. Only the size of the error counts.
says_zh: 你的 l1 是 prediction 减 target，可能是负数：预测低得离谱反而成了最好的。要看的只是误差的大小。
"""


def l1(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute error, |prediction - target|. Shapes and reduction as in mse."""
    return reduce_losses(prediction - target, reduction)
