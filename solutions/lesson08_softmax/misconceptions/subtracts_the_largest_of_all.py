"""Believes that one number, the largest of the whole tensor, makes every row safe.

expect: test_softmax_of_ten_thousand, test_rows_far_apart_do_not_disturb_each_other
says: You subtract the largest entry of the whole tensor. A row far below it then has only exponents that underflow to 0, and 0 / 0 is NaN. Ask which number each row needs.
says_zh: 你减去的是整个张量的最大值。离它很远的那一行，指数全部下溢成 0，0 / 0 就是 NaN。想一想每一行各自需要减去什么。
"""


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """exp(x) divided by its sum along dim."""
    exps = torch.exp(x - x.max())
    return exps / exps.sum(dim=dim, keepdim=True)
