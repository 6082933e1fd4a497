"""Believes that the way past the layers goes past the last ReLU too.

expect: test_block_has_two_convolutions_and_no_more, test_block_adds_x_to_what_the_layers_make,
    test_block_of_zeros_is_relu, test_gradient_gets_past_a_block_of_zeros, test_block_keeps_the_shape,
    test_block_leaves_x_as_it_was
says: You added x after the last ReLU. The sum comes first: with all parameters 0 the block gives relu(x), not x.
says_zh: 你在最后一个 ReLU 之后才加上 x。应当先相加：参数全为零时，残差块给出的是 relu(x)，而不是 x。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape as x."""
        return x + torch.relu(self.conv2(torch.relu(self.conv1(x))))
