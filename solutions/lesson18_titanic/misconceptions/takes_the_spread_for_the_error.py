"""Believes that the error of a mean is the spread of what it is the mean of.

expect: test_the_error_falls_with_the_root_of_n
says: You leave out the division by n: sqrt(a * (1 - a)) is how far single answers lie apart. Their mean is known better, by the root of n.
says_zh: 你没有除以 n：sqrt(a * (1 - a)) 说的是单个回答相差多少。它们的均值要准得多，差一个 n 的平方根。
"""


def accuracy_with_error(predictions: Tensor, labels: Tensor) -> tuple[float, float]:
    accuracy = (predictions.reshape(-1) == labels.reshape(-1)).double().mean().item()
    return accuracy, (accuracy * (1 - accuracy)) ** 0.5
