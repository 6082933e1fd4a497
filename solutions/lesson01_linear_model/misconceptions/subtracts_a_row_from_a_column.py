"""Believes that a column of predictions and a row of targets are subtracted one by one.

expect: test_mse_of_four_samples, test_mse_does_not_grow_with_the_sample, test_mse_of_tensors, test_mse_of_arrays,
    test_mse_leaves_its_data_alone, test_best_w_lies_on_the_line, test_losses_stand_in_the_order_of_ws,
    test_first_w_wins_a_tie, test_grid_of_one_w, test_grid_search_on_tensors, test_grid_search_on_arrays
says: Your errors form a square: a column of predictions minus a row of targets meets every target with every prediction, by broadcasting. Both must have the same shape.
says_zh: 你的误差变成了方阵：一列预测减去一行目标，会因为广播让每个预测和每个目标都相减。两者的形状必须相同。
"""


def mse(xs: Array, ys: Array, w: Number) -> Number:
    """The mean of the squared errors."""
    return ((forward(xs.reshape(-1, 1), w) - ys) ** 2).mean()
