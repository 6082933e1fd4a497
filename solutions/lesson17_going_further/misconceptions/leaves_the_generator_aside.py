"""Believes that the generator is there to be passed on, not to be used.

expect: test_dropout_draws_from_the_generator
says: Your zeros do not come from the generator that was handed in: with the same state they differ. Look where the random numbers are drawn.
says_zh: 你置零的位置不是由传进来的生成器决定的：状态相同，结果却不同。看看随机数是在哪里抽的。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    kept = torch.rand(x.shape) >= p
    return x * kept / (1 - p)
