"""Trusts the textbook formula E[x^2] - E[x]^2, which is right on paper.

expect: test_a_column_far_from_zero_comes_out_right
says: Your variance is the mean of the squares minus the square of the mean. Near 10000 both are about 100000000, and float32 keeps only some seven digits of them: nothing is left of the difference.
says_zh: 你的方差是“平方的均值减去均值的平方”。数值在 10000 附近时，两者都约为一亿，而 float32 只有七位左右有效数字，相减之后什么都不剩了。
"""


def batch_norm(
    x: Tensor, gamma: Tensor, beta: Tensor, running: list[Tensor], momentum: float, training: bool
) -> Tensor:
    """Batch normalisation of the columns of x; in training the running mean and variance move."""
    mean, var = running
    if training:
        mean, var = x.mean(dim=0), (x * x).mean(dim=0) - x.mean(dim=0) ** 2
        with torch.no_grad():
            running[0].lerp_(mean, momentum)
            running[1].lerp_(x.var(dim=0), momentum)
    return gamma * (x - mean) / torch.sqrt(var + 1e-5) + beta
