"""Believes that the formula exp(x) / sum of exp(x) can be typed in as it stands in the book.

expect: test_softmax_of_ten_thousand, test_rows_far_apart_do_not_disturb_each_other,
    test_gradient_of_ten_thousand
says: exp(89) is already inf in float32, and inf / inf is NaN; exp(-10000) is 0, and 0 / 0 is NaN too. Which change of x leaves the fraction as it is?
says_zh: float32 下 exp(89) 已经是 inf，inf / inf 就是 NaN；exp(-10000) 是 0，0 / 0 也是 NaN。x 怎样改动，分式的值不变？
"""


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """exp(x) divided by its sum along dim."""
    exps = torch.exp(x)
    return exps / exps.sum(dim=dim, keepdim=True)
