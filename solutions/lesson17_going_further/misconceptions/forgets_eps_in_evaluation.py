"""Believes that a remembered variance is never small, so that eps is for training alone.

expect: test_evaluation_normalises_with_what_is_remembered
says: In evaluation you divide by the root of the remembered variance alone. The 1e-5 belongs under that root too: a column that hardly moved in training has almost no variance.
says_zh: 评估时你只除以了记下来的方差的平方根。那里的根号里也要加 1e-5：训练时几乎不变的一列，方差也几乎是 0。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = running
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0) + 1e-5
        with torch.no_grad():
            running[0].lerp_(mean, momentum)
            running[1].lerp_(x.var(dim=0), momentum)
    return gamma * (x - mean) / torch.sqrt(var) + beta
