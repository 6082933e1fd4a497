"""Believes that the caller's layer may be rewritten.

expect: test_one_output_keeps_float64_and_its_arguments
says: You write the difference into the caller's weight or bias. Make new tensors; the layer with two outputs is still needed.
says_zh: 你把差写进了调用者的 weight 或 bias；应当新建张量，原来的两个输出的层还要用。
"""


def one_output(weight: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    weight[1] -= weight[0]
    bias[1] -= bias[0]
    return weight[1:], bias[1:]
