"""Believes that clipping cuts each number off.

expect: test_long_gradients_are_shortened, test_short_gradients_stay, test_clipping_changes_no_argument
says: You cut each number at max_norm. Clipping by the norm multiplies all numbers with one factor, so that the direction stays.
says_zh: 你把每个数都截断在 max_norm。按范数裁剪是让所有数乘以同一个倍数，方向不变。
"""


def clip_gradients(grads: Sequence[Tensor], max_norm: float) -> list[Tensor]:
    return [g.clamp(-max_norm, max_norm) for g in grads]
