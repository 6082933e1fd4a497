"""Believes that only predicted survivors can be right.

expect: test_accuracy_is_the_share_of_right_answers, test_a_column_meets_a_row, test_the_error_falls_with_the_root_of_n
says: You count passengers who were predicted to survive and did. Who was predicted to die and did is a right answer too.
says_zh: 你只数预测生还而且真的生还的人。预测遇难而且真的遇难，同样是对的。
"""


def accuracy_with_error(predictions: Tensor, labels: Tensor) -> tuple[float, float]:
    right = (predictions.reshape(-1) == 1) & (labels.reshape(-1) == 1)
    accuracy = right.double().mean().item()
    return accuracy, (accuracy * (1 - accuracy) / len(labels)) ** 0.5
