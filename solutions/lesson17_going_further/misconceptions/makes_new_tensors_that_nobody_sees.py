"""Believes that assigning to a name changes what the caller holds.

expect: test_training_moves_the_remembered_mean, test_training_remembers_the_variance_over_n_minus_one
says: After your call the list running holds what it held before. You made new tensors under names of your own; the caller sees only what happens to the list or to the tensors in it.
says_zh: 调用之后，列表 running 里还是原来的内容。你算出的新张量只挂在自己的变量名上；调用者能看到的，只有列表本身和其中张量的变化。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = running
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        with torch.no_grad():
            running_mean, running_var = running
            running_mean = running_mean.lerp(mean, momentum)
            running_var = running_var.lerp(x.var(dim=0), momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
