"""Believes that the sigmoid is 1 / (1 + exp(z)).

expect: test_sigmoid_leaves_z_as_it_was, test_sigmoid_of_drawn_numbers, test_sigmoid_of_large_numbers_is_one,
    test_sigmoid_of_large_numbers_of_both_signs, test_sigmoid_in_float64
says: Your curve falls where it should rise: a large positive z gives 0. Look at the sign inside exp.
says_zh: 你的曲线方向反了：z 是很大的正数时得到 0，而它本该上升到 1。看看 exp 里面的符号。
"""


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)) of each number."""
    return 1 / (1 + torch.exp(z))
