"""Believes that a positive second derivative means a maximum.

expect: test_kinds_of_points, test_the_mixed_derivative_can_make_a_saddle, test_a_determinant_of_zero_says_nothing
says: You name minimum and maximum the wrong way round. Where the second derivative is positive, the slope grows: down before, up after.
says_zh: 你把极小和极大弄反了。二阶导数为正，斜率就在增大：之前下降，之后上升，那是谷底。
"""


def kind_of_point(d_ww, d_wb, d_bb):
    determinant = d_ww * d_bb - d_wb**2
    if determinant == 0:
        return "unclear"
    if determinant < 0:
        return "saddle"
    return "maximum" if d_ww > 0 else "minimum"
