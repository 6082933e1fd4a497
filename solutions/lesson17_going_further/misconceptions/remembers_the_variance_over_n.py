"""Believes that one variance serves for both.

expect: test_training_remembers_the_variance_over_n_minus_one
says: You remembered the variance that divides by n. The batch itself is scaled with that one; what is remembered is meant for data not seen yet, and divides by n - 1.
says_zh: 你记下的是除以 n 的方差。它只用来标准化本批；记下来的方差是留给没见过的数据的，要除以 n - 1。
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
            running[1].lerp_(var, momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
