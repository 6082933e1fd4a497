"""Believes that a feature map, like an image, lies between 0 and 1.

expect: test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: You cut your maps off at 1. A feature map has no upper end; ReLU only cuts off below 0.
says_zh: 你把特征图截断在 1。特征图没有上限，ReLU 只截去小于 0 的部分。
"""


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """The vertical and the horizontal feature map, each of the size of the image."""
    kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, dtype=image.dtype)
    vertical = corr2d_strided(image, kernel, padding=1)
    horizontal = corr2d_strided(image, kernel.T, padding=1)
    return vertical.clamp(0, 1), horizontal.clamp(0, 1)
