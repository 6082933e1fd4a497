"""Believes that one ReLU at the end is enough.

expect: test_block_has_two_convolutions_and_no_more, test_block_adds_x_to_what_the_layers_make,
    test_block_leaves_x_as_it_was
says: Between your two convolutions there is no ReLU. Without it the two are one linear map.
says_zh: 你的两个卷积之间没有 ReLU。没有它，两层合起来只是一个线性映射。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x)))): two layers that learn what to add to x."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, channels, h, w), floats, stays as it was. Returns the same shape."""
        return torch.relu(x + self.conv2(self.conv1(x)))
