"""Believes that `w -= ...` makes a new w each time.

expect: test_descend_leaves_a_saddle_sideways
says: You change w in place, so all the places of your path are one and the same tensor, and the caller's start has moved too.
says_zh: 你原地修改了 w，所以路上的每一处都是同一个张量，调用者的起点也被移走了。
"""


def descend(slope, w, lr, steps):
    places = [w]
    for _ in range(steps):
        w -= lr * slope(w)
        places.append(w)
    return places
