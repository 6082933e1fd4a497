"""Believes that a slice of a tensor is a copy that may be written to.

expect: test_corr2d_of_a_small_image, test_corr2d_does_not_flip_the_kernel, test_corr2d_of_a_tall_kernel,
    test_corr2d_keeps_float64, test_corr2d_leaves_the_image_and_the_kernel_as_they_were,
    test_conv2d_has_a_weight_and_a_bias_to_learn, test_conv2d_correlates_and_adds_the_bias,
    test_gradients_reach_the_weight_and_the_bias, test_learn_kernel_recovers_an_edge_detector,
    test_learn_kernel_recovers_a_drawn_kernel, test_learn_kernel_goes_no_further_than_lr_and_steps_allow,
    test_learn_kernel_finds_the_least_squares_without_a_bias
says: Your products were written back into the image: a slice is a view of X, so *= on it changes X for all later windows.
says_zh: 你的乘积写回了图像里：切片是 X 的视图，对它做 *= 会改动 X，后面的窗口也跟着变了。
"""


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    kh, kw = K.shape
    Y = torch.zeros(X.shape[0] - kh + 1, X.shape[1] - kw + 1, dtype=X.dtype)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            window = X[i : i + kh, j : j + kw]
            window *= K
            Y[i, j] = window.sum()
    return Y
