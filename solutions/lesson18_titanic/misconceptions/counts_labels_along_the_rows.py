"""Believes that labels always are a flat list.

expect: test_baseline_of_columns
says: You count with tolist(), and the items of a column of shape (n, 1) are lists of one number, equal to neither 0 nor 1. Flatten the labels first.
says_zh: 你用 tolist() 来数，而形状 (n, 1) 的一列，各项是只有一个数的列表，既不等于 0 也不等于 1。先把标签展平。
"""


def baseline_accuracy(train_labels: Tensor, test_labels: Tensor) -> float:
    train, test = train_labels.tolist(), test_labels.tolist()
    commoner = 1 if train.count(1) > train.count(0) else 0
    return test.count(commoner) / len(test)
