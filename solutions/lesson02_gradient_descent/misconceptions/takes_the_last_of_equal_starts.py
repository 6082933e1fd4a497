"""Believes that it makes no difference which of two equal ones is taken.

expect: test_best_start_on_a_tie_is_the_first
says: Of two starts that end equally low you return the last one. The first one is asked for.
says_zh: 两个起点的终点一样低时，你返回了后一个；要的是前一个。
"""


def best_start(cost_at, slope, starts, lr, steps):
    return min(reversed(starts), key=lambda start: float(cost_at(descend(slope, start, lr, steps)[-1])))
