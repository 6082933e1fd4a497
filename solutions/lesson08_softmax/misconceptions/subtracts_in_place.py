"""Believes that an argument is the function's own to change.

expect: test_softmax_leaves_x_as_it_was
says: x -= ... writes into the tensor that the caller still holds. Make a new tensor for the shifted scores.
says_zh: x -= ... 写进了调用者手里的那个张量。把减去最大值之后的结果放到一个新张量里。
"""


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """exp(x) divided by its sum along dim."""
    x -= x.amax(dim=dim, keepdim=True)
    exps = torch.exp(x)
    return exps / exps.sum(dim=dim, keepdim=True)
