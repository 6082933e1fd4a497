"""Believes that every network ends in a sigmoid.

expect: test_regression_keeps_the_numbers
says: A sigmoid at the end of a regression can only answer between 0 and 1. Which answers may a price or a temperature have?
says_zh: 回归的末尾放一个 sigmoid，就只能回答 0 到 1 之间的数。价格、气温会取哪些值？
"""


def output_activation(task: str) -> Callable[[Tensor], Tensor]:
    """Choose what comes after the last layer."""
    return torch.nn.Softmax(dim=1) if task == "multiclass" else torch.nn.Sigmoid()
