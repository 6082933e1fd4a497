"""Believes that any tensor stored on a module is a parameter of it.

expect: test_conv2d_has_a_weight_and_a_bias_to_learn, test_conv2d_correlates_and_adds_the_bias, test_gradients_reach_the_weight_and_the_bias
says: Your weight and bias are plain tensors, so the model has no parameters and no optimizer would ever see them.
says_zh: 你的 weight 和 bias 只是普通张量，模型因此没有任何参数，优化器也看不到它们。
"""


class Conv2D(nn.Module):
    """Cross-correlation with a learned weight, plus a learned bias."""

    def __init__(self, kernel_size: tuple[int, int]) -> None:
        super().__init__()
        self.weight = torch.rand(kernel_size)
        self.bias = torch.zeros(1)

    def forward(self, X: Tensor) -> Tensor:
        return corr2d(X, self.weight) + self.bias
