"""Believes that += is a shorter way to write a sum.

expect: test_gradient_gets_past_a_block_of_zeros, test_block_leaves_x_as_it_was
says: With += you changed x itself. Whoever handed it in finds other numbers in it, and autograd refuses if it wants the gradient of x.
says_zh: 你用 += 改动了 x 本身。把它传进来的人会发现数变了；要对 x 求梯度时，自动微分还会报错。
"""


class ResidualBlock(nn.Module):
    """relu(x + conv2(relu(conv1(x))))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, kernel_size=3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape as x."""
        x += self.conv2(torch.relu(self.conv1(x)))
        return torch.relu(x)
