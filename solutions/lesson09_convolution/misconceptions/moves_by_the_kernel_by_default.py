"""Believes that the windows of a cross-correlation lie side by side unless a stride is given.

expect: test_corr2d_strided_by_default_is_corr2d, test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven,
    test_features_of_any_image, test_scores_of_the_seven, test_scores_keep_the_order_of_the_row,
    test_scores_of_an_empty_image_are_those_of_the_bias, test_scores_are_float32
says: Without a stride you jumped by the size of the kernel. The default stride is 1: neighbouring windows overlap.
says_zh: 没给步幅时，你每次移动了一个卷积核那么远。默认步幅是 1，相邻的窗口是重叠的。
"""


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] | None = None
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    return (
        windows(pad2d(X, padding), tuple(K.shape), tuple(K.shape) if stride is None else pair(stride)) * K
    ).sum(dim=(-2, -1))
