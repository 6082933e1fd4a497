"""Believes that the feature map is the raw cross-correlation.

expect: test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: Your maps hold negative values: the edges of the other sense. ReLU comes after the cross-correlation.
says_zh: 你的特征图里有负数：那是方向相反的边缘。互相关之后还要经过 ReLU。
"""


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """The vertical and the horizontal feature map, each of the size of the image."""
    kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, dtype=image.dtype)
    vertical = corr2d_strided(image, kernel, padding=1)
    horizontal = corr2d_strided(image, kernel.T, padding=1)
    return vertical, horizontal
