"""Believes that lengths of parts add up to the length of the whole.

expect: test_long_gradients_are_shortened, test_clipping_changes_no_argument
says: You add up the norms of the tensors. The common length is the root of the sum of their squares: 3 and 4 make 5.
says_zh: 你把各个张量的范数直接相加。总长度是平方和的平方根：3 和 4 得到 5。
"""


def clip_gradients(grads: Sequence[Tensor], max_norm: float) -> list[Tensor]:
    norm = sum(g.norm().item() for g in grads)
    factor = 1.0 if norm <= max_norm else max_norm / norm
    return [g * factor for g in grads]
