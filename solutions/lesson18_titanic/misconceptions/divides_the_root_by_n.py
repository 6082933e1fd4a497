"""Believes that an error falls as fast as the number of samples grows.

expect: test_the_error_falls_with_the_root_of_n
says: You divide by n outside the root. The error falls with the root of n: four times as many passengers halve it.
says_zh: 你在根号外面除以 n。误差随 n 的平方根下降：乘客多到四倍，误差才减半。
"""


def accuracy_with_error(predictions: Tensor, labels: Tensor) -> tuple[float, float]:
    accuracy = (predictions.reshape(-1) == labels.reshape(-1)).double().mean().item()
    return accuracy, (accuracy * (1 - accuracy)) ** 0.5 / len(labels)
