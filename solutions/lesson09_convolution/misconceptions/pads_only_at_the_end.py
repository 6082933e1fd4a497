"""Believes that padding is appended on the right and below.

expect: test_pad2d_frames_the_image_with_zeros, test_pad2d_takes_a_pair_rows_first, test_pad2d_with_a_zero_in_the_pair,
    test_padding_and_striding_keep_float64, test_corr2d_strided_takes_numbers, test_corr2d_strided_takes_pairs,
    test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: Your zeros are all on the right and at the bottom. A frame goes round the image, so the first pixel moves inwards too.
says_zh: 你把 0 全加在了右边和下边。填充是围着图像加一圈，所以第一个像素也会往里移。
"""


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """A frame of zeros: p_h rows above and below, p_w columns left and right."""
    p_h, p_w = pair(p)
    return F.pad(X, (0, 2 * p_w, 0, 2 * p_h))
