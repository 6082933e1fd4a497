"""Believes that the order of the difference is free.

expect: test_one_output_costs_what_two_cost, test_one_output_keeps_float64_and_its_arguments
says: You subtract class 1 from class 0. The sigmoid of that is the probability of class 0; asked for is that of class 1.
says_zh: 你用类别 0 减去了类别 1，它的 sigmoid 是类别 0 的概率；要的是类别 1 的。
"""


def one_output(weight: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    return weight[:1] - weight[1:], bias[:1] - bias[1:]
