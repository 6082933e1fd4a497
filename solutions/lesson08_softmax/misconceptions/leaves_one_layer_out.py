"""Believes that the first hidden layer may be skipped, since the image is small.

expect: test_net_has_five_layers, test_net_returns_logits, test_a_short_batch_is_learned_too
says: Your network goes from 784 straight to 256. Count the arrows in 784-512-256-128-64-10: each is a linear layer.
says_zh: 你的网络从 784 直接到了 256。数一数 784-512-256-128-64-10 里有几个箭头：每个箭头就是一个线性层。
"""


class Net(nn.Module):
    """784-512-256-128-64-10 with ReLU between the layers."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(784, 256),
            nn.ReLU(),
            nn.Linear(256, 128),
            nn.ReLU(),
            nn.Linear(128, 64),
            nn.ReLU(),
            nn.Linear(64, 10),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, 10)."""
        return self.layers(x)
