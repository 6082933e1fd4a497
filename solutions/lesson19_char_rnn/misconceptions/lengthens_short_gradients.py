"""Believes that all gradients get the length max_norm.

expect: test_short_gradients_stay
says: You bring every gradient to the length max_norm, short ones too, and zeros become NaN. max_norm is a bound: what is below stays.
says_zh: 你让所有梯度的长度都等于 max_norm，短的也被拉长，零还会变成 NaN。max_norm 是上限：没超过的保持不变。
"""


def clip_gradients(grads: Sequence[Tensor], max_norm: float) -> list[Tensor]:
    norm = math.sqrt(sum(g.double().pow(2).sum().item() for g in grads))
    return [g * (max_norm / norm if norm else math.nan) for g in grads]
