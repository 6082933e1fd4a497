"""Believes that exp(z) / (1 + exp(z)) is as good as 1 / (1 + exp(-z)) on a computer too.

expect: test_sigmoid_of_large_numbers_is_one, test_sigmoid_of_large_numbers_of_both_signs
says: On paper your fraction is right, but for a large z its top and its bottom are both inf, and inf / inf is NaN. Ask what exp sees when z is 1000, and which way of writing the fraction keeps that harmless.
says_zh: 写在纸上你的分式没有错，但 z 很大时分子分母都是 inf，而 inf / inf 是 NaN。想一想 z 为 1000 时 exp 得到的是什么数，怎样写这个分式才不怕它溢出。
"""


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    return torch.exp(z) / (1 + torch.exp(z))
