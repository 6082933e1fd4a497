"""Believes that a loss is one number, so that reduction can be left for later.

expect: test_bce_none_keeps_one_loss_a_number, test_bce_sum_adds_the_losses_up
says: Your bce takes the argument reduction but never looks at it. "none" and "sum" have meanings of their own.
says_zh: 你的 bce 接收了参数 reduction，却从没有用到它。"none" 和 "sum" 各有各的含义。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p).clamp(min=-100)
    log_not_p = torch.log(1 - p).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_not_p).mean()
