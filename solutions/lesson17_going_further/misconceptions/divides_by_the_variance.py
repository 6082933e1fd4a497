"""Believes that the variance itself is the spread.

expect: test_training_normalises_with_the_batch, test_evaluation_normalises_with_what_is_remembered,
    test_batch_norm_leaves_its_arguments_as_they_were, test_a_column_without_spread_becomes_beta,
    test_a_column_far_from_zero_comes_out_right, test_batch_norm_in_float64
says: You divided by the variance. The root is missing: a column then comes out with variance 1 only if it had it before.
says_zh: 你除以的是方差，少了开方：这样，只有原本方差为 1 的列才会得到方差 1。
"""


def batch_norm(x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool) -> Tensor:
    """Bring each column of a batch to mean 0 and variance 1, then stretch it by gamma and shift it by beta."""
    mean, var = running
    if training:
        mean, var = (x.mean(dim=0), x.var(dim=0, correction=0))
        with torch.no_grad():
            running[0].lerp_(mean, momentum)
            running[1].lerp_(x.var(dim=0), momentum)
    return gamma * (x - mean) / (var + 1e-05) + beta
