"""Believes that a convolution keeps the size of its image unless told otherwise.

expect: test_corr2d_strided_by_default_is_corr2d, test_shift_and_average_keep_float64,
    test_average_by_convolution_is_average_pooling
says: Without padding asked for you padded all the same. The default padding is 0, so the result is smaller than the image.
says_zh: 没有要求填充，你也填充了。默认填充是 0，所以结果会比图像小。
"""


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] | None = None, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    padding = (K.shape[0] // 2, K.shape[1] // 2) if padding is None else padding
    return (windows(pad2d(X, padding), tuple(K.shape), pair(stride)) * K).sum(dim=(-2, -1))
