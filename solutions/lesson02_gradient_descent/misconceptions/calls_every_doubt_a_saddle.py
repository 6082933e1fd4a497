"""Believes that what is neither a minimum nor a maximum is a saddle.

expect: test_a_determinant_of_zero_says_nothing
says: You call a place with D = 0 by a name. There the second derivatives do not tell: w**2 + b**4 has a minimum, w**2 - b**4 a saddle.
says_zh: D = 0 时你也下了结论。这时二阶导数说明不了：w**2 + b**4 是极小，w**2 - b**4 是鞍点。
"""


def kind_of_point(d_ww, d_wb, d_bb):
    if d_ww * d_bb - d_wb**2 <= 0:
        return "saddle"
    return "minimum" if d_ww > 0 else "maximum"
