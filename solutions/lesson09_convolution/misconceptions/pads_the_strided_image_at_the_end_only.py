"""Believes that a strided correlation needs its zeros on the right and below alone.

expect: test_corr2d_strided_takes_numbers, test_corr2d_strided_takes_pairs, test_vertical_map_of_the_seven,
    test_horizontal_map_of_the_seven, test_features_of_any_image, test_scores_of_the_seven,
    test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: Before you move the kernel, all zeros go to the right and the bottom of the image. Padding is a frame: half of the zeros stand above and on the left, so the first window begins outside the image.
says_zh: 移动卷积核之前，你把 0 全加在了图像的右边和下边。填充是一圈：上边和左边也各有一半，所以第一个窗口从图像外面开始。
"""


def corr2d_strided(
    X: Tensor, K: Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> Tensor:
    p_h, p_w = pair(padding)
    padded = F.pad(X, (0, 2 * p_w, 0, 2 * p_h))
    return (windows(padded, tuple(K.shape), pair(stride)) * K).sum(dim=(-2, -1))
