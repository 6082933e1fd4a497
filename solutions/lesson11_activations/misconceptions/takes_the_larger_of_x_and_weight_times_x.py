"""Believes that prelu is the larger of x and weight * x, whatever the weight.

expect: test_prelu_takes_any_weight
says: max(x, weight * x) is prelu while the weight is at most 1. A learned weight may become larger: try x = 2 with weight 3.
says_zh: 权重不超过 1 时，max(x, weight * x) 才等于 prelu。权重是学出来的，可能变得更大：用 x = 2、weight = 3 试一试。
"""


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    """Leaky ReLU with a learned slope: one for all numbers or one per channel."""
    return torch.maximum(x, beside_channels(weight, x) * x)
