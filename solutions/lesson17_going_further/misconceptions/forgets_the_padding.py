"""Believes that a convolution keeps height and width.

expect: test_block_has_two_convolutions_and_no_more, test_block_adds_x_to_what_the_layers_make,
    test_block_of_zeros_is_relu, test_gradient_gets_past_a_block_of_zeros, test_block_keeps_the_shape,
    test_block_leaves_x_as_it_was
says: Each of your convolutions takes two pixels off the height and the width, so the sum meets two shapes.
says_zh: 你的每个卷积都让高和宽各少两个像素，相加时两边的形状就对不上了。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape as x."""
        return torch.relu(x + self.conv2(torch.relu(self.conv1(x))))
