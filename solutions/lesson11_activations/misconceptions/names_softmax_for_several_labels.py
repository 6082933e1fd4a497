"""Believes that several labels need softmax, as several classes do, and names it.

expect: test_multilabel_gives_each_label_its_own_probability
says: With softmax the labels share one whole, so two of them cannot both be likely. A picture may show a dog and a ball.
says_zh: 用 softmax，各个标签要分同一个 1，两个标签就不可能同时都很有把握。而一张图里可以既有狗又有球。
"""


def output_activation(task: str) -> Callable[[Tensor], Tensor]:
    """Choose what comes after the last layer."""
    names = {"regression": "identity", "binary": "sigmoid", "multiclass": "softmax", "multilabel": "softmax"}
    return names[task]
