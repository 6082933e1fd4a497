"""Believes that half is more than half.

expect: test_baseline_on_a_tie
says: On a tie in the training part you say 1. The handout says 0 there.
says_zh: 训练部分里两种标签一样多时，你说 1。讲义规定这时说 0。
"""


def baseline_accuracy(train_labels: Tensor, test_labels: Tensor) -> float:
    commoner = 1.0 if train_labels.float().mean() >= 0.5 else 0.0
    return (test_labels == commoner).float().mean().item()
