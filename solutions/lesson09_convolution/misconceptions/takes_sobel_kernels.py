"""Believes that an edge is always found with the Sobel kernel.

expect: test_vertical_map_of_the_seven, test_horizontal_map_of_the_seven, test_features_of_any_image,
    test_scores_of_the_seven, test_scores_keep_the_order_of_the_row, test_scores_are_float32
says: You gave the middle of the kernel twice the weight, as Sobel did. The kernels of this task weigh all three rows alike.
says_zh: 你像 Sobel 算子那样让核的中间一行权重加倍。本任务的核三行权重相同。
"""


def digit_seven_features(image: Tensor) -> tuple[Tensor, Tensor]:
    """The vertical and the horizontal feature map, each of the size of the image."""
    kernel = torch.tensor([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]], dtype=image.dtype)
    vertical = corr2d_strided(image, kernel, padding=1)
    horizontal = corr2d_strided(image, kernel.T, padding=1)
    return torch.relu(vertical), torch.relu(horizontal)
