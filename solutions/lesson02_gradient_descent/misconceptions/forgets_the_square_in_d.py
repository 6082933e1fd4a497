"""Believes that D is d_ww * d_bb - d_wb.

expect: test_the_mixed_derivative_can_make_a_saddle, test_a_determinant_of_zero_says_nothing
says: You subtract d_wb and not its square. With a negative d_wb your D grows instead of falling.
says_zh: 你减去的是 d_wb，不是它的平方；d_wb 为负时，你的 D 反而变大了。
"""


def kind_of_point(d_ww, d_wb, d_bb):
    determinant = d_ww * d_bb - d_wb
    if determinant == 0:
        return "unclear"
    if determinant < 0:
        return "saddle"
    return "minimum" if d_ww > 0 else "maximum"
