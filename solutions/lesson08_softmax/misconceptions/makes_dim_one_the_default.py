"""Believes that the classes are dimension 1 unless something else is said.

expect: test_the_last_dimension_is_the_default
says: Without dim your softmax goes along dimension 1, which a 1-D tensor has not and which is not the last one of a 3-D tensor. Compare the default in the stub.
says_zh: 不给 dim 时，你的 softmax 沿第 1 维计算：一维张量没有这一维，三维张量的最后一维也不是它。请对照桩代码里的默认值。
"""


def softmax(x: Tensor, dim: int = 1) -> Tensor:
    """exp(x) divided by its sum along dim."""
    exps = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return exps / exps.sum(dim=dim, keepdim=True)
