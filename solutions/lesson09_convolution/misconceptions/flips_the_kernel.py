"""Believes that a convolution layer turns its kernel by half a turn before laying it on the image, as mathematics does.

expect: test_corr2d_of_a_small_image, test_corr2d_does_not_flip_the_kernel, test_corr2d_of_a_tall_kernel,
    test_corr2d_keeps_float64, test_corr2d_leaves_the_image_and_the_kernel_as_they_were,
    test_conv2d_correlates_and_adds_the_bias, test_gradients_reach_the_weight_and_the_bias,
    test_learn_kernel_recovers_an_edge_detector, test_learn_kernel_recovers_a_drawn_kernel,
    test_learn_kernel_goes_no_further_than_lr_and_steps_allow, test_learn_kernel_finds_the_least_squares_without_a_bias
says: You flipped the kernel before you laid it on the image. Deep learning's convolution is a cross-correlation: which pixel should meet K[0, 0]?
says_zh: 你先把卷积核翻转了再盖到图像上。深度学习里说的卷积其实是互相关：想一想 K[0, 0] 应该对上窗口里的哪个像素。
"""


def corr2d(X: Tensor, K: Tensor) -> Tensor:
    """Sum of the products in each window: (h - kh + 1, w - kw + 1)."""
    return (windows(X, tuple(K.shape)) * K.flip(0, 1)).sum(dim=(-2, -1))
