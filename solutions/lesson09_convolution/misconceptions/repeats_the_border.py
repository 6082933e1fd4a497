"""Believes that padding repeats the pixels at the border.

expect: test_pad2d_frames_the_image_with_zeros, test_pad2d_takes_a_pair_rows_first, test_pad2d_with_a_zero_in_the_pair,
    test_padding_and_striding_keep_float64, test_corr2d_strided_takes_numbers, test_corr2d_strided_takes_pairs,
    test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: You repeated the pixels of the border. This padding is made of zeros: the network sees nothing outside the image.
says_zh: 你重复了边缘的像素。这里的填充是 0：图像之外什么也没有。
"""


def pad2d(X: Tensor, p: int | tuple[int, int]) -> Tensor:
    """A frame of zeros: p_h rows above and below, p_w columns left and right."""
    p_h, p_w = pair(p)
    return F.pad(X[None], (p_w, p_w, p_h, p_h), mode="replicate")[0]
