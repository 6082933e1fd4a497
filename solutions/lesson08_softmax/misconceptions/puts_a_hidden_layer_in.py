"""Believes that a network needs a hidden layer.

expect: test_softmax_regression_is_one_layer, test_small_images_are_learned
says: Your SoftmaxRegression has more than one layer. Softmax regression has none between pixels and logits: 12 weights and 3 biases.
says_zh: 你的 SoftmaxRegression 不止一层；softmax 回归在像素和 logit 之间没有别的层：12 个权重和 3 个偏置。
"""


class SoftmaxRegression(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Flatten(), nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 3))

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)
