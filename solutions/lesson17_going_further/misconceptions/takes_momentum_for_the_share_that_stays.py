"""Believes that momentum is the share of the old value, as in an optimizer.

expect: test_training_moves_the_remembered_mean, test_training_remembers_the_variance_over_n_minus_one
says: You kept the share momentum of the old value. Here momentum is the share that the new batch gets, so a small one remembers for long.
says_zh: 你让旧值保留 momentum 这么大的比例。在批量归一化里，momentum 是新的一批所占的比例，它越小，记得越久。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = running
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        with torch.no_grad():
            running[0].lerp_(mean, 1 - momentum)
            running[1].lerp_(x.var(dim=0), 1 - momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
