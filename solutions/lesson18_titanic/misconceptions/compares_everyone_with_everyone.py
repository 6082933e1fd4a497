"""Believes that == compares entry by entry, whatever the shapes.

expect: test_a_column_meets_a_row
says: (n,) == (n, 1) broadcasts to (n, n): you compare every prediction with every label. Bring both to one shape first.
says_zh: (n,) == (n, 1) 会广播成 (n, n)：你把每个预测与每个标签都比了一遍。先把两者变成同一形状。
"""


def accuracy_with_error(predictions: Tensor, labels: Tensor) -> tuple[float, float]:
    accuracy = (predictions == labels).double().mean().item()
    return accuracy, (accuracy * (1 - accuracy) / len(labels)) ** 0.5
