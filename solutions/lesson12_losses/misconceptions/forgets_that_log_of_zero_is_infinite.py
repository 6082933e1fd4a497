"""Believes that a factor of 0 removes an infinite logarithm.

expect: test_bce_of_certain_answers
says: log(0) is -inf, and 0 * -inf is NaN, not 0. A certain answer, right or wrong, meets such a logarithm.
says_zh: log(0) 是 -inf，而 0 * -inf 是 NaN，不是 0。十分确信的答案，不论对错，都会碰到这样的对数。
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    return reduce_losses(-(y * torch.log(p) + (1 - y) * torch.log(1 - p)), reduction)
