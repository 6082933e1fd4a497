"""Believes that an argument is a variable of one's own.

expect: test_batch_norm_leaves_its_arguments_as_they_were
says: You changed x itself, the tensor that the caller and autograd still need.
says_zh: 你改动了 x 本身，而调用者和自动微分还要用到它。
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
    x -= mean
    return gamma * x / torch.sqrt(var + 1e-5) + beta
