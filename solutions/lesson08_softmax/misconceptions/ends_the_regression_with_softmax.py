"""Believes that a model called softmax regression returns probabilities.

expect: test_softmax_regression_is_one_layer
says: Your SoftmaxRegression returns probabilities. It returns logits; the loss brings the softmax.
says_zh: 你的 SoftmaxRegression 返回的是概率；它应当返回 logit，softmax 由损失来做。
"""


class SoftmaxRegression(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        return torch.softmax(self.linear(x.flatten(1)), dim=1)
