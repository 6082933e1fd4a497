"""Believes that dim=0 means: along the rows.

expect: test_softmax_of_each_row_sums_to_one, test_softmax_along_each_dimension,
    test_the_last_dimension_is_the_default, test_softmax_of_ten_thousand,
    test_rows_far_apart_do_not_disturb_each_other, test_minus_infinity_has_probability_zero,
    test_float64_is_worked_out_in_float64, test_softmax_leaves_x_as_it_was,
    test_gradient_of_the_mean_loss, test_gradient_of_one_sample, test_gradient_of_ten_thousand
says: You divided by the sums along dim 0 whatever dim says, so your columns sum to 1. dim names the dimension that is summed away: dim=1 adds up the entries of a row.
says_zh: 不管 dim 是什么，你除的都是沿第 0 维求的和，于是每一列之和为 1。dim 指的是求和时被消去的那一维：dim=1 是把一行里的各项加起来。
"""


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    """exp(x) divided by its sum along dim."""
    exps = torch.exp(x - x.amax(dim=0, keepdim=True))
    return exps / exps.sum(dim=0, keepdim=True)
