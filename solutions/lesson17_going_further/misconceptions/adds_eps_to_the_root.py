"""Believes that it makes no difference on which side of the root eps stands.

expect: test_evaluation_normalises_with_what_is_remembered, test_a_column_without_spread_becomes_beta,
    test_batch_norm_in_float64
says: You added 1e-5 to the root. Under the root it counts for much more: a column without spread is divided by 0.003 and not by 0.00001.
says_zh: 你把 1e-5 加在了根号外面。放在根号里它的分量大得多：没有起伏的列会除以 0.003，而不是 0.00001。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = running
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        with torch.no_grad():
            running[0].lerp_(mean, momentum)
            running[1].lerp_(x.var(dim=0), momentum)
    return gamma * (x - mean) / (torch.sqrt(var) + 1e-5) + beta
