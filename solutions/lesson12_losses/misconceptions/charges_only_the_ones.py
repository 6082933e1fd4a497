"""Believes that the loss is minus y times log p and nothing else.

expect: test_bce_with_each_reduction, test_bce_of_certain_answers
says: Where y is 0 your bce costs nothing, whatever p is: a model that always says 1 would be perfect. What does a target of 0 pay?
says_zh: y 为 0 时，不管 p 是多少，你的 bce 都是 0：总是回答 1 的模型就成了满分。目标为 0 时该付多少？
"""


def bce(p: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    """Binary cross-entropy of probabilities: -(y log p + (1 - y) log(1 - p))."""
    return reduce_losses(-y * torch.log(p).clamp(min=-100), reduction)
