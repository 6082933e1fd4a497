"""Believes that a batch has one mean and one variance.

expect: test_training_normalises_with_the_batch, test_batch_norm_leaves_its_arguments_as_they_were,
    test_a_column_without_spread_becomes_beta, test_a_column_far_from_zero_comes_out_right, test_batch_norm_in_float64
says: In training you took one mean and one variance of the whole batch. Each column has its own.
says_zh: 训练时你对整个批求了一个均值和一个方差。每一列应有各自的。
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
        mean, var = (x.mean(), x.var(correction=0))
    return gamma * (x - mean) / torch.sqrt(var + 1e-05) + beta
