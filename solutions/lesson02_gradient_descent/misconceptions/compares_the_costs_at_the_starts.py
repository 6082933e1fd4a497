"""Believes that the lowest start ends lowest.

expect: test_best_start_is_judged_by_where_it_ends
says: You compare the costs at the starts. A low start can lie in the shallower valley; compare the costs at the ends.
says_zh: 你比较的是起点的代价。起点低，也可能落在较浅的谷里；要比较终点的代价。
"""


def best_start(cost_at, slope, starts, lr, steps):
    return min(starts, key=cost_at)
