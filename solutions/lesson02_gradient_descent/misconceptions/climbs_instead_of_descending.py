"""Believes that the slope points downhill.

expect: test_descend_follows_any_slope, test_descend_takes_all_steps, test_descend_leaves_a_saddle_sideways,
    test_best_start_is_judged_by_where_it_ends
says: Your path goes uphill: the slope points to where the cost rises, so a step subtracts it.
says_zh: 你走的是上坡：斜率指向代价上升的方向，所以每一步要减去它。
"""


def descend(slope, w, lr, steps):
    places = [w]
    for _ in range(steps):
        w = w + lr * slope(w)
        places.append(w)
    return places
