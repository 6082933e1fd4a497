"""Believes that a kernel is as wide as it is high.

expect: test_corr2d_of_a_tall_kernel, test_corr2d_keeps_float64,
    test_corr2d_leaves_the_image_and_the_kernel_as_they_were, test_conv2d_has_a_weight_and_a_bias_to_learn,
    test_conv2d_correlates_and_adds_the_bias, test_gradients_reach_the_weight_and_the_bias,
    test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel,
    test_learn_kernel_goes_no_further_than_lr_and_steps_allow, test_learn_kernel_finds_the_least_squares_without_a_bias
says: You used the height of the kernel for its width too. Kernels and images need not be square; take each side from the shape.
says_zh: 你把卷积核的高也当成了它的宽。卷积核和图像都不一定是正方形，两条边要分别从 shape 里取。
"""


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    return (windows(X, (K.shape[0], K.shape[0])) * K).sum(dim=(-2, -1))
