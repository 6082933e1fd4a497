"""Believes that a layer has as many biases as it has weights.

expect: test_conv2d_has_a_weight_and_a_bias_to_learn, test_conv2d_correlates_and_adds_the_bias, test_gradients_reach_the_weight_and_the_bias
says: Your bias has the shape of the kernel. One output channel has one bias: a single number, added wherever the kernel stands.
says_zh: 你的偏置和卷积核一样大。一个输出通道只有一个偏置：一个数，核走到哪里都加它。
"""


class Conv2D(nn.Module):
    """Cross-correlation with a learned weight, plus a learned bias."""

    def __init__(self, kernel_size: tuple[int, int]) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(kernel_size))

    def forward(self, X: Tensor) -> Tensor:
        return corr2d(X, self.weight) + self.bias
