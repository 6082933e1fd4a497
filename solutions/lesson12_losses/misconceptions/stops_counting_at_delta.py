"""Believes that huber cuts large errors off.

expect: test_huber_below_and_beyond_delta, test_smooth_losses_are_reduced
says: Beyond delta your loss is constant, so a prediction that is far off would have no reason to improve. Huber goes on as a straight line.
says_zh: 超过 delta 之后你的损失就不变了，差得很远的预测便没有理由变好。huber 在那里是继续上升的直线。
"""


def huber(prediction: Tensor, target: Tensor, delta: float = 1.0, reduction: str = "mean") -> Tensor:
    """A parabola for errors up to delta, a line of slope delta beyond."""
    error = (prediction - target).abs().clamp(max=delta)
    return reduce_losses(error**2 / 2, reduction)
