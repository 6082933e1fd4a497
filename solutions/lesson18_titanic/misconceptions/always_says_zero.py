"""Believes that the commoner label is always 0, as in the passenger list.

expect: test_baseline_says_the_commoner_training_label, test_baseline_of_columns
says: Your baseline always says 0. Most passengers died, but which label is the commoner one is for the training labels to say.
says_zh: 你的基线总说 0。多数乘客确实遇难了，但哪个标签更多要由训练标签来定。
"""


def baseline_accuracy(train_labels: Tensor, test_labels: Tensor) -> float:
    return (test_labels == 0).float().mean().item()
