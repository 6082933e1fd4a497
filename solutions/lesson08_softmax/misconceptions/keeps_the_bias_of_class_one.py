"""Believes that only the weights have to be subtracted.

expect: test_one_output_costs_what_two_cost, test_one_output_keeps_float64_and_its_arguments
says: You subtract the weights, but keep the bias of class 1. The difference of the logits has the difference of the biases in it.
says_zh: 你把权重相减了，偏置却只留了类别 1 的；两个 logit 的差里也有偏置的差。
"""


def one_output(weight: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    return weight[1:] - weight[:1], bias[1:].clone()
