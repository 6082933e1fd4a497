"""Believes that a 3 by 3 kernel keeps the size of the image without padding.

expect: test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row,
    test_scores_of_an_empty_image_are_those_of_the_bias, test_scores_are_float32
says: Your maps are smaller than the image by two rows and two columns. One ring of padding keeps the size.
says_zh: 你的特征图比图像少了两行两列。填充一圈 0 就能保持大小。
"""


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """The vertical and the horizontal feature map, each of the size of the image."""
    kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, dtype=image.dtype)
    vertical = corr2d_strided(image, kernel)
    horizontal = corr2d_strided(image, kernel.T)
    return torch.relu(vertical), torch.relu(horizontal)
