"""Believes that two layers of the same shape are one layer used twice.

expect: test_block_has_two_convolutions_and_no_more, test_block_adds_x_to_what_the_layers_make,
    test_block_leaves_x_as_it_was
says: Your block has one convolution and uses it twice. Two layers have weights of their own, even if they look alike.
says_zh: 你的残差块只有一个卷积，用了两次。两层长得一样，权重也各是各的。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape as x."""
        return torch.relu(x + self.conv1(torch.relu(self.conv1(x))))
