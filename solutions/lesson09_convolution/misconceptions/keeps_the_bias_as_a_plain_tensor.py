"""Believes that only the weight has to be declared as a parameter.

expect: test_conv2d_has_a_weight_and_a_bias_to_learn, test_conv2d_correlates_and_adds_the_bias,
    test_gradients_reach_the_weight_and_the_bias
says: Your bias is no parameter of the layer: an optimizer is given the weight alone, and the bias would stay as it was made.
says_zh: 你的偏置不是这一层的参数：优化器拿到的只有 weight，偏置会一直停在创建时的值。
"""


class Conv2D(nn.Module):
    """Cross-correlation with a learned weight, plus a learned bias."""

    def __init__(self, kernel_size: tuple[int, int]) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = torch.zeros(1)

    def forward(self, X: Tensor) -> Tensor:
        return corr2d(X, self.weight) + self.bias
