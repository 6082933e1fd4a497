"""Believes that the model is the same with and without a bias.

expect: test_bias_is_added_after_the_product, test_prediction_at_zero_is_the_bias, test_forward_with_bias_of_a_tensor, test_forward_with_bias_of_an_array, test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias, test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_one_point_keeps_its_shape, test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: Your result does not depend on b. Where does the line with a bias cross x = 0?
says_zh: 你的结果和 b 无关。带偏置的直线在 x = 0 处的高度是多少？
"""


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return forward(x, w)
