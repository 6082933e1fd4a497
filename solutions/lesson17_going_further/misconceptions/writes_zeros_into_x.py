"""Believes that dropping means to overwrite.

expect: test_dropout_leaves_x_as_it_was
says: You wrote the zeros into x itself. The layer before still needs its numbers for its own gradient.
says_zh: 你把零直接写进了 x。前一层求自己的梯度时还要用到这些数。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    kept = torch.rand(x.shape, generator=generator) >= p
    x[~kept] = 0
    return x / (1 - p)
