"""Believes that the block is what its two convolutions make.

expect: test_block_has_two_convolutions_and_no_more, test_block_adds_x_to_what_the_layers_make,
    test_block_of_zeros_is_relu, test_gradient_gets_past_a_block_of_zeros, test_block_keeps_the_shape,
    test_block_leaves_x_as_it_was
says: You never add x. The block is relu(x + what the layers make): with all parameters 0 it still gives relu(x).
says_zh: 你没有加上 x。残差块是 relu(x + 两层的输出)：参数全为零时，它仍给出 relu(x)。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x)))): two layers that learn what to add to x."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """x: (n, channels, h, w), floats, stays as it was. Returns the same shape."""
        return torch.relu(self.conv2(torch.relu(self.conv1(x))))
