"""Believes that a model for yes or no ends in a probability.

expect: test_diabetes_model_returns_logits
says: Your DiabetesModel returns probabilities. It returns logits; their sigmoid is taken by the loss.
says_zh: 你的 DiabetesModel 返回的是概率；应当返回 logit，sigmoid 由损失来做。
"""


class DiabetesModel(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 16), nn.ReLU(), nn.Linear(16, 1))

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.layers(x))
