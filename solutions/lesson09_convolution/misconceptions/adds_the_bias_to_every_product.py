"""Believes that the bias belongs to each product inside the window.

expect: test_conv2d_has_a_weight_and_a_bias_to_learn, test_conv2d_correlates_and_adds_the_bias,
    test_gradients_reach_the_weight_and_the_bias
says: You added the bias to every product, so it counts once for each entry of the kernel. It shifts the finished sum, once.
says_zh: 你给每个乘积都加了偏置，核有几个元素，偏置就加了几次。偏置只在求和之后加一次。
"""


class Conv2D(nn.Module):
    """Cross-correlation with a learned weight, plus a learned bias."""

    def __init__(self, kernel_size: tuple[int, int]) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, X: Tensor) -> Tensor:
        return (windows(X, tuple(self.weight.shape)) * self.weight + self.bias).sum(dim=(-2, -1))
