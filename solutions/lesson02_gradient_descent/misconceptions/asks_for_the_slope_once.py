"""Believes that the slope stays what it is at the start.

expect: test_descend_follows_any_slope, test_descend_leaves_a_saddle_sideways,
    test_best_start_is_judged_by_where_it_ends
says: You ask for the slope once, at the start, and follow it in every step. It is another one at each place.
says_zh: 你只在起点求了一次斜率，之后每一步都用它；每到一处，斜率都不同。
"""


def descend(slope, w, lr, steps):
    places, first = [w], slope(w)
    for _ in range(steps):
        w = w - lr * first
        places.append(w)
    return places
