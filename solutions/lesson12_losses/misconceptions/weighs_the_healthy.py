"""Believes that pos_weight is the share of the positives.

expect: test_a_missed_illness_costs_nine_times_as_much
says: Your loss for illness makes missed cases cheaper than false alarms. A pos_weight above 1 makes the positives dearer, one below 1 cheaper.
says_zh: 你给 illness 的损失，漏掉病例反而比误报便宜；pos_weight 大于 1 提高正样本的权重，小于 1 则降低。
"""


def choose_loss(problem: str) -> Callable[[Tensor, Tensor], Tensor]:
    if problem == "prices":
        return l1
    if problem == "braking":
        return mse
    if problem == "illness":
        return lambda z, y: bce_with_logits(z, y, pos_weight=torch.tensor(1 / 9, dtype=z.dtype))
    return lambda logits, target: cross_entropy(logits, target, ignore_index=-1)
