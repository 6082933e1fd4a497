"""Believes that stochastic means that the samples must be shuffled.

expect: test_stochastic_w_after_several_epochs, test_stochastic_costs_are_over_all_samples,
    test_stochastic_descent_moves_away_from_the_minimum, test_stochastic_descent_leaves_its_arguments_as_they_were
says: You shuffle the samples. Shuffling is common in practice, but here they are taken in the order given, so that the result can be repeated.
says_zh: 你打乱了样本。实践中常常这么做，但这里要求按给定的顺序取样本，结果才能重复。
"""

import random


def stochastic_descent(
    xs: Values,
    ys: Values,
    w: Scalar,
    lr: float,
    epochs: int,
) -> tuple[Scalar, list[float]]:
    """One update per sample; (w, costs)."""
    costs = []
    shuffler = random.Random(1)
    for _ in range(epochs):
        costs.append(float(cost(xs, ys, w)))
        for i in shuffler.sample(range(len(xs)), len(xs)):
            w = w - lr * gradient(xs[i], ys[i], w)
    return w, costs
