"""Believes that a sample is normalised by its own numbers.

expect: test_training_normalises_with_the_batch, test_batch_norm_leaves_its_arguments_as_they_were,
    test_a_column_without_spread_becomes_beta, test_a_column_far_from_zero_comes_out_right, test_batch_norm_in_float64
says: In training you took mean and variance along each row. Batch normalisation takes them along each column, over the samples.
says_zh: 训练时你沿每一行求均值和方差。批量归一化是沿每一列、对所有样本求。
"""


def batch_norm(x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool) -> Tensor:
    """Bring each column of a batch to mean 0 and variance 1, then stretch it by gamma and shift it by beta."""
    mean, var = running
    if training:
        mean, var = (x.mean(dim=0), x.var(dim=0, correction=0))
        with torch.no_grad():
            running[0].lerp_(mean, momentum)
            running[1].lerp_(x.var(dim=0), momentum)
    if training:
        mean, var = (x.mean(dim=1, keepdim=True), x.var(dim=1, correction=0, keepdim=True))
    return gamma * (x - mean) / torch.sqrt(var + 1e-05) + beta
