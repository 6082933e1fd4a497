"""Believes that the sum is the result.

expect: test_block_has_two_convolutions_and_no_more, test_block_adds_x_to_what_the_layers_make,
    test_block_of_zeros_is_relu, test_gradient_gets_past_a_block_of_zeros, test_block_keeps_the_shape,
    test_block_leaves_x_as_it_was
says: Your block ends with the sum. ReLU comes after it.
says_zh: 你的残差块到相加为止。相加之后还有 ReLU。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x)))): two layers that learn what to add to x."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, channels, h, w), floats, stays as it was. Returns the same shape."""
        return x + self.conv2(torch.relu(self.conv1(x)))
