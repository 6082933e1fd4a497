"""Believes that the squared error is right for all numbers.

expect: test_wild_prices_do_not_pull
says: Your loss for prices squares the errors, so one wild target pulls the whole fit to itself. Take one whose slope stays small for large errors.
says_zh: 你给 prices 的损失把误差平方了，一个离谱的目标就会把整个拟合拉过去；应当选一个大误差处斜率仍然小的损失。
"""


def choose_loss(problem: str) -> Callable[[Tensor, Tensor], Tensor]:
    if problem == "prices":
        return mse
    if problem == "braking":
        return mse
    if problem == "illness":
        return lambda z, y: bce_with_logits(z, y, pos_weight=torch.tensor(9.0, dtype=z.dtype))
    return lambda logits, target: cross_entropy(logits, target, ignore_index=-1)
