"""Believes that a stride of 2 skips pixels inside the window.

expect: test_padding_and_striding_keep_float64, test_corr2d_strided_takes_numbers, test_corr2d_strided_takes_pairs,
    test_shift_and_average_keep_float64, test_average_by_convolution_is_average_pooling
says: Your kernel skips pixels inside the window (that is dilation). A stride says how far the whole window jumps to its next place.
says_zh: 你让卷积核在窗口内部隔着取像素（那是空洞卷积）。步幅说的是整个窗口一次跳多远。
"""


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    """Cross-correlation of the padded image in steps of stride."""
    (kh, kw), (s_h, s_w) = K.shape, pair(stride)
    spread = windows(pad2d(X, padding), ((kh - 1) * s_h + 1, (kw - 1) * s_w + 1))[..., ::s_h, ::s_w]
    return (spread * K).sum(dim=(-2, -1))
