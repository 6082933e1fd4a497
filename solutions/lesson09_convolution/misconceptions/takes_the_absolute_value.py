"""Believes that ReLU makes negative values positive.

expect: test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: You turned negative values into positive ones. ReLU drops them: below 0 it gives 0.
says_zh: 你把负数变成了正数。ReLU 是把负数去掉：小于 0 的一律变成 0。
"""


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """The vertical and the horizontal feature map, each of the size of the image."""
    kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, dtype=image.dtype)
    vertical = corr2d_strided(image, kernel, padding=1)
    horizontal = corr2d_strided(image, kernel.T, padding=1)
    return vertical.abs(), horizontal.abs()
