"""Believes that the second layer is used because it was made.

expect: test_block_has_two_convolutions_and_no_more, test_block_adds_x_to_what_the_layers_make,
    test_block_leaves_x_as_it_was
says: Your block goes through its first convolution twice and never through the second one, which then gets no gradient.
says_zh: 你的残差块两次都走第一个卷积，第二个从没用到，也就得不到梯度。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape as x."""
        return torch.relu(x + self.conv1(torch.relu(self.conv1(x))))
