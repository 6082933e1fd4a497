"""Believes that dim=0 means: along each row.

expect: test_multiclass_shares_one_among_the_classes
says: Your columns sum to 1: the samples of a batch compete with each other. It is the classes of one sample that share the 1.
says_zh: 你的每一列之和是 1：成了同一批样本之间互相竞争。应该是一个样本的各个类别来分这个 1。
"""


def output_activation(task: str) -> Callable[[Tensor], Tensor]:
    """Choose what comes after the last layer."""
    if task == "regression":
        return torch.nn.Identity()
    return torch.nn.Softmax(dim=0) if task == "multiclass" else torch.nn.Sigmoid()
