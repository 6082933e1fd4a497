"""Believes that softmax is what classification ends in, with one output too.

expect: test_binary_gives_the_probability_of_yes
says: Softmax makes each row sum to 1; with a single column that column is always 1, whatever the network says.
says_zh: softmax 让每一行之和为 1；只有一列时，不论网络说什么，这一列永远是 1。
"""


def output_activation(task: str) -> Callable[[Tensor], Tensor]:
    """Choose what comes after the last layer."""
    if task == "regression":
        return torch.nn.Identity()
    return torch.nn.Sigmoid() if task == "multilabel" else torch.nn.Softmax(dim=1)
