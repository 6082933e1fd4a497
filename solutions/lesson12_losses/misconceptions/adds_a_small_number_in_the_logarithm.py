"""Believes that a small number in the logarithm does no harm.

family: _EPS from 1e-5 to 1e-3
expect: test_bce_with_each_reduction, test_bce_of_certain_answers, test_bce_does_not_clamp_the_probability
says: You take the logarithm of p + {value}. That keeps it finite but changes every loss a little, and small probabilities a lot. It is the logarithm that must be limited.
says_zh: 你对 p + {value} 取了对数。这样虽然有限，但每个损失都变了一点，小概率变得很多。要限制的是对数本身。
"""

_EPS = 1e-5


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    return reduce_losses(-(y * torch.log(p + _EPS) + (1 - y) * torch.log(1 - p + _EPS)), reduction)
