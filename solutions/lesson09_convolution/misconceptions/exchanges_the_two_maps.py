"""Believes that the kernel with equal rows finds horizontal strokes.

expect: test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: Your two maps are exchanged. A kernel whose columns differ compares left with right, so it sees vertical edges.
says_zh: 你的两张特征图调换了。各列不同的核比较的是左和右，所以它检测的是竖直方向的边缘。
"""


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """The vertical and the horizontal feature map, each of the size of the image."""
    kernel = torch.tensor([[1.0, 0.0, -1.0]] * 3, dtype=image.dtype)
    vertical = corr2d_strided(image, kernel, padding=1)
    horizontal = corr2d_strided(image, kernel.T, padding=1)
    return torch.relu(horizontal), torch.relu(vertical)
