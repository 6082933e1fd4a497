"""Believes that yes and no are equally important.

expect: test_a_missed_illness_costs_nine_times_as_much
says: Your loss for illness costs the same for a missed case and for a false alarm. pos_weight makes the positives dearer.
says_zh: 你给 illness 的损失，漏掉病例与误报的代价一样；pos_weight 可以提高正样本的权重。
"""


def choose_loss(problem: str) -> Callable[[Tensor, Tensor], Tensor]:
    if problem == "prices":
        return l1
    if problem == "braking":
        return mse
    if problem == "illness":
        return lambda z, y: bce_with_logits(z, y)
    return lambda logits, target: cross_entropy(logits, target, ignore_index=-1)
