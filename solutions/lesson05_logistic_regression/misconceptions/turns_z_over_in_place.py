"""Believes that writing over z saves memory and harms nobody.

expect: test_logits_leave_their_arguments_as_they_were
says: After your call the caller's z holds other numbers: abs_ and neg_ write into the tensor itself. Use the forms without the underscore.
says_zh: 调用之后，调用者的 z 里已经是别的数了：abs_ 和 neg_ 直接改写张量本身。请用不带下划线的写法。
"""


def bce_with_logits(
    z: Tensor, y: Tensor, pos_weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """Binary cross-entropy of logits, stable."""
    cost_of_one, cost_of_zero = torch.clamp(-z, min=0), torch.clamp(z, min=0)
    tail = torch.log1p(torch.exp(z.abs_().neg_()))
    cost_of_one, cost_of_zero = cost_of_one + tail, cost_of_zero + tail
    if pos_weight is not None:
        cost_of_one = pos_weight * cost_of_one
    return reduce_losses(y * cost_of_one + (1 - y) * cost_of_zero, reduction)
