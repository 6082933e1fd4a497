"""Believes that the best place is asked for.

expect: test_best_start_is_judged_by_where_it_ends, test_best_start_on_a_tie_is_the_first
says: You return the place where the best descent ends. Asked for is the start that leads there.
says_zh: 你返回了最好那次下降的终点；要的是通向那里的起点。
"""


def best_start(cost_at, slope, starts, lr, steps):
    return min((descend(slope, start, lr, steps)[-1] for start in starts), key=cost_at)
