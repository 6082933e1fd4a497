"""Believes that to call PyTorch's function is to write it.

expect: test_relu_keeps_what_is_positive, test_leaky_relu_multiplies_the_rest_by_the_slope,
    test_prelu_takes_any_weight, test_prelu_has_a_weight_for_each_channel,
    test_straight_pieces_leave_x_as_it_was, test_slopes_of_relu_and_leaky_relu,
    test_prelu_gradient_is_that_of_x, test_slope_in_the_corner_lies_between_the_two_sides,
    test_sigmoid_of_drawn_numbers, test_tanh_of_drawn_numbers, test_s_curves_of_ten_thousand,
    test_sigmoid_gradient_of_drawn_numbers, test_tanh_gradient_of_drawn_numbers,
    test_s_curves_are_flat_far_from_zero, test_s_curves_in_float64, test_elu_of_drawn_numbers,
    test_silu_of_drawn_numbers, test_gelu_is_exact, test_smooth_ones_of_ten_thousand,
    test_elu_gradient_of_drawn_numbers, test_silu_gradient_of_drawn_numbers,
    test_gelu_gradient_of_drawn_numbers, test_smooth_slopes_far_from_zero, test_smooth_ones_in_float64
says: Your functions hand the work to PyTorch's own activations. Tasks 1 to 3 ask you to write them yourself.
says_zh: 你的函数把活儿交给了 PyTorch 自带的激活函数。任务 1 到 3 要你自己写。
"""


def relu(x: Tensor) -> Tensor:
    """Keep what is positive, put 0 for the rest."""
    return torch.relu(x)


def sigmoid(x: Tensor) -> Tensor:
    """1 / (1 + exp(-x)): any number into (0, 1). Finite for every finite x."""
    return torch.sigmoid(x)


def gelu(x: Tensor) -> Tensor:
    """x times the probability that a standard normal number is below x: x * Phi(x), exact."""
    return torch.nn.functional.gelu(x)
