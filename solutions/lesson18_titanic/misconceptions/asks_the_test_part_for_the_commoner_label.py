"""Believes that a baseline may look at the test labels.

expect: test_baseline_says_the_commoner_training_label, test_baseline_of_columns
says: You take the commoner label of the test part. A baseline knows the training part alone, as your network does; only its score comes from the test part.
says_zh: 你取的是测试部分里较多的标签。基线和你的网络一样只知道训练部分；只有得分来自测试部分。
"""


def baseline_accuracy(train_labels: Tensor, test_labels: Tensor) -> float:
    share = test_labels.float().mean().item()
    return max(share, 1 - share)
