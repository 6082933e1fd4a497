"""Believes that dropout only drops.

expect: test_survivors_are_divided_by_one_minus_p, test_dropout_leaves_x_as_it_was
says: The numbers that stayed are what they were. With a share of p gone, what the next layer adds up is too small in training by the factor 1 - p.
says_zh: 留下来的数还是原来的大小。丢掉了 p 这么大的比例，下一层加起来的和在训练时就平均小了，只有原来的 1 - p 倍。
"""


def dropout(x: Tensor, p: float, training: bool, generator: torch.Generator) -> Tensor:
    """Zeros with probability p, the others divided by 1 - p."""
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    kept = torch.rand(x.shape, generator=generator) >= p
    return x * kept
