"""Believes that this lesson has one feature and that in_features can be ignored.

expect: test_model_of_three_features
says: Your layer takes one number per sample, whatever in_features says.
says_zh: 不管 in_features 是多少，你的线性层都只接收一个特征。
"""


class LogisticRegressionModel(nn.Module):
    """p = sigmoid(x w + b)."""

    def __init__(self, in_features: int = 1) -> None:
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, 1)."""
        return torch.sigmoid(self.linear(x))
