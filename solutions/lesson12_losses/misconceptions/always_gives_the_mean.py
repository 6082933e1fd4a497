"""Believes that a loss is one number, so that reduction can be left for later.

expect: test_none_keeps_one_loss_a_number, test_sum_adds_up_and_divides_by_nothing
says: Your mse and l1 take the argument reduction but never look at it. "none" and "sum" have meanings of their own.
says_zh: 你的 mse 和 l1 接收了参数 reduction，却从没有用到它。"none" 和 "sum" 各有各的含义。
"""


def mse(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Squared error, (prediction - target)^2."""
    return ((prediction - target) ** 2).mean()


def l1(prediction: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """Absolute error, |prediction - target|. Shapes and reduction as in mse."""
    return (prediction - target).abs().mean()
