"""Believes that what costs nothing may still be counted.

expect: test_padding_is_no_word
says: Your mean for words divides by all targets, the padding too. Padding neither costs anything nor counts.
says_zh: 你给 words 的均值除以了全部目标，连填充也算在内；填充既没有代价，也不计数。
"""


def choose_loss(problem: str) -> Callable[[Tensor, Tensor], Tensor]:
    if problem == "prices":
        return l1
    if problem == "braking":
        return mse
    if problem == "illness":
        return lambda z, y: bce_with_logits(z, y, pos_weight=torch.tensor(9.0, dtype=z.dtype))
    return lambda logits, target: cross_entropy(logits, target, ignore_index=-1, reduction="none").mean()
