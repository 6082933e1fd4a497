"""Believes that a path begins after its first step.

expect: test_descend_follows_any_slope, test_descend_takes_all_steps, test_descend_leaves_a_saddle_sideways
says: Your path lacks the start. Of `steps` steps there are `steps + 1` places.
says_zh: 你的路上少了起点；走 `steps` 步，一共有 `steps + 1` 处。
"""


def descend(slope, w, lr, steps):
    places = []
    for _ in range(steps):
        w = w - lr * slope(w)
        places.append(w)
    return places
