"""Believes that ReLU follows every layer.

expect: test_diabetes_model_returns_logits
says: Your DiabetesModel has a ReLU after its last layer, so no logit is negative and no probability below one half.
says_zh: 你的 DiabetesModel 在最后一层之后也用了 ReLU：logit 不会为负，概率也就不会低于二分之一。
"""


class DiabetesModel(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise((8, 32, 16, 1)))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = torch.relu(layer(x))
        return x
