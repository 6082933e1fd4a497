"""Believes that the absolute error is the safe choice.

expect: test_one_long_braking_distance_is_worse
says: Your loss for braking counts one error of 10 like ten errors of 1. Take one that grows faster than the error.
says_zh: 你给 braking 的损失把一个 10 的误差当作十个 1 的误差；应当选一个比误差增长更快的损失。
"""


def choose_loss(problem: str) -> Callable[[Tensor, Tensor], Tensor]:
    if problem == "prices":
        return l1
    if problem == "braking":
        return l1
    if problem == "illness":
        return lambda z, y: bce_with_logits(z, y, pos_weight=torch.tensor(9.0, dtype=z.dtype))
    return lambda logits, target: cross_entropy(logits, target, ignore_index=-1)
