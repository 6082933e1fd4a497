"""Believes that the bias belongs to the input, inside the product.

expect: test_bias_is_added_after_the_product, test_prediction_at_zero_is_the_bias, test_forward_with_bias_of_a_tensor,
    test_forward_with_bias_of_an_array, test_surface_of_a_small_grid, test_surface_has_a_row_for_each_bias,
    test_surface_entry_belongs_to_its_bias_and_slope, test_surface_of_one_point_keeps_its_shape,
    test_surface_of_tensors, test_surface_of_arrays, test_surface_of_a_large_grid_in_time
says: You multiplied the bias by the slope, too. At x = 0 the prediction must be b itself.
says_zh: 你把偏置也乘上了斜率。x = 0 时，预测值应当就是 b。
"""


def forward_with_bias(x: Number, w: Number, b: Number) -> Number:
    """Predict y for the input x with the line y = w * x + b."""
    return forward(x + b, w)
