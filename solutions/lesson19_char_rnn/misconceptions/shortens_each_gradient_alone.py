"""Believes that each tensor has its own limit.

expect: test_long_gradients_are_shortened, test_clipping_changes_no_argument
says: You measure and shorten each tensor by itself. Then the direction of the whole step changes; one norm over all of them and one factor keep it.
says_zh: 你对每个张量单独量长度、单独缩短。这样整个一步的方向就变了；所有张量用同一个范数、同一个倍数，方向才不变。
"""


def clip_gradients(grads: Sequence[Tensor], max_norm: float) -> list[Tensor]:
    return [g * min(1.0, max_norm / max(g.norm().item(), 1e-12)) for g in grads]
