"""Believes that the weight shifts the input, as a bias does.

expect: test_forward_multiplies_x_by_w, test_forward_of_each_input_in_a_tensor, test_forward_of_each_input_in_an_array,
    test_loss_is_the_squared_error, test_loss_is_zero_on_the_line, test_loss_is_the_same_above_and_below_the_line,
    test_loss_of_tensors, test_loss_of_arrays, test_mse_of_four_samples, test_mse_of_one_sample,
    test_mse_does_not_grow_with_the_sample, test_mse_keeps_opposite_errors_from_cancelling, test_mse_of_tensors,
    test_mse_of_arrays, test_mse_leaves_its_data_alone, test_best_w_lies_on_the_line,
    test_losses_stand_in_the_order_of_ws, test_first_w_wins_a_tie, test_best_w_may_be_the_last, test_grid_of_one_w,
    test_grid_search_on_tensors, test_grid_search_on_arrays, test_bias_is_added_after_the_product,
    test_prediction_at_zero_is_the_bias, test_forward_with_bias_of_a_tensor, test_forward_with_bias_of_an_array,
    test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias,
    test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_one_point_keeps_its_shape,
    test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: You combined x and w with +. A weight says how many units of y one unit of x is worth; check your line at x = 0.
says_zh: 你把 x 和 w 相加了。权重表示 x 每增加 1，y 变化多少；看看 x = 0 时你的直线给出什么。
"""


def forward(x: Number, w: Number) -> Number:
    """Predict y for the input x with the line y = w * x."""
    return x + w
