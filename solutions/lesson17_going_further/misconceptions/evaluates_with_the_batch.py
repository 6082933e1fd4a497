"""Believes that a batch is always normalised with its own numbers.

expect: test_evaluation_normalises_with_what_is_remembered, test_batch_norm_leaves_its_arguments_as_they_were
says: In evaluation you still normalised with the batch's own statistics. Then a sample's answer hangs on its neighbours, and a single sample loses everything; what has been remembered is for this moment.
says_zh: 评估时你仍然用本批自己的统计量。这样一来，一个样本的输出取决于同批的其他样本，而单独一个样本的信息全没了；记下来的统计量正是为这时准备的。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
    if training:
        with torch.no_grad():
            running[0].lerp_(mean, momentum)
            running[1].lerp_(x.var(dim=0), momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
