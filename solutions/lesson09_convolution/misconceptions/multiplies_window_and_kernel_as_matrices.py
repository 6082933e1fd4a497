"""Believes that a window and the kernel are multiplied as matrices.

expect: test_corr2d_of_a_small_image, test_corr2d_does_not_flip_the_kernel, test_corr2d_of_a_tall_kernel,
    test_corr2d_keeps_float64, test_corr2d_leaves_the_image_and_the_kernel_as_they_were,
    test_conv2d_has_a_weight_and_a_bias_to_learn, test_conv2d_correlates_and_adds_the_bias,
    test_gradients_reach_the_weight_and_the_bias, test_learn_kernel_recovers_an_edge_detector,
    test_learn_kernel_recovers_a_drawn_kernel, test_learn_kernel_goes_no_further_than_lr_and_steps_allow,
    test_learn_kernel_finds_the_least_squares_without_a_bias
says: You multiplied each window by the kernel as matrices. In a cross-correlation each pixel meets only the kernel entry that lies on it.
says_zh: 你把窗口和卷积核做了矩阵乘法。互相关里，每个像素只和盖在它上面的那个核元素相乘。
"""


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    return (windows(X, tuple(K.shape)) @ K).sum(dim=(-2, -1))
