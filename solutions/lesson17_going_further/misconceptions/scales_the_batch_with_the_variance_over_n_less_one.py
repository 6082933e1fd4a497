"""Believes that the variance that var() gives is the one that the batch is scaled with.

expect: test_training_normalises_with_the_batch, test_batch_norm_leaves_its_arguments_as_they_were,
    test_a_column_without_spread_becomes_beta, test_a_column_far_from_zero_comes_out_right, test_batch_norm_in_float64
says: You scaled the batch with the variance that divides by n - 1, which var() gives where nothing else is said. The batch itself has its own spread: there it divides by n. Only what is remembered divides by n - 1.
says_zh: 你用除以 n - 1 的方差标准化了本批，那是 var() 的默认值。本批用它自己的方差，要除以 n；只有记下来的方差才除以 n - 1。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    mean, var = running
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0)
        with torch.no_grad():
            running[0].lerp_(mean, momentum)
            running[1].lerp_(var, momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
