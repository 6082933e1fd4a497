"""Believes that the mean divides by the number of rows, whatever the number of columns.

expect: test_bce_is_the_mean_over_every_number
says: You divided by the number of rows, len(p). The mean is over every number of the tensor: a (4, 3) tensor has 12.
says_zh: 你除以的是行数 len(p)。均值是对张量里的每一个数取的：(4, 3) 的张量有 12 个数。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities."""
    log_p = torch.log(p).clamp(min=-100)
    log_not_p = torch.log(1 - p).clamp(min=-100)
    losses = -(y * log_p + (1 - y) * log_not_p)
    if reduction == "mean":
        return losses.sum() / len(losses)
    return reduce_losses(losses, reduction)
