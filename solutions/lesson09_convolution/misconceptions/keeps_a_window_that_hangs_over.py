"""Believes that a strided window may hang over the edge, with zeros where the image ends.

expect: test_padding_and_striding_keep_float64, test_corr2d_strided_takes_numbers, test_corr2d_strided_takes_pairs,
    test_average_by_convolution_is_average_pooling
says: Your result has a row or a column too many: its window hangs over the edge. A window that does not fit in full is left out.
says_zh: 你的结果多出一行或一列：那里的窗口伸出了边界。放不下整个窗口的位置应当舍去。
"""


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    padded, (s_h, s_w) = pad2d(X, padding), pair(stride)
    below, right = (K.shape[0] - padded.shape[0]) % s_h, (K.shape[1] - padded.shape[1]) % s_w
    padded = F.pad(padded, (0, right, 0, below))
    return (windows(padded, tuple(K.shape), (s_h, s_w)) * K).sum(dim=(-2, -1))
