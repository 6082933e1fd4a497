"""Believes that training normalises with the running statistics once they are up to date.

expect: test_training_normalises_with_the_batch, test_batch_norm_leaves_its_arguments_as_they_were,
    test_a_column_without_spread_becomes_beta, test_a_column_far_from_zero_comes_out_right, test_batch_norm_in_float64
says: In training you normalised with what is remembered, just brought up to date. The batch is to be normalised with its own mean and variance; remembering is for later.
says_zh: 训练时你用的是刚更新过的累计统计量。训练时应当用本批自己的均值和方差；记下来的留到评估时用。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = running
    if training:
        with torch.no_grad():
            running[0].lerp_(x.mean(dim=0), momentum)
            running[1].lerp_(x.var(dim=0), momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
