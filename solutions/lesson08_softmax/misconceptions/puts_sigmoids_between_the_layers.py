"""Believes that any bend between the layers trains as well as another.

expect: test_net_returns_logits, test_a_short_batch_is_learned_too, test_sorted_images_are_learned_too,
    test_network_reads_new_digits
says: You put sigmoids between the layers. The slope of a sigmoid is at most 1/4, and four of them in a row leave the first layers with almost no gradient. This network uses ReLU.
says_zh: 你在层与层之间用的是 sigmoid。它的斜率最大只有 1/4，连着四个，传到前面几层的梯度就所剩无几。这个网络用的是 ReLU。
"""


class Net(nn.Module):
    """784-512-256-128-64-10 with ReLU between the layers."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(784, 512),
            nn.Sigmoid(),
            nn.Linear(512, 256),
            nn.Sigmoid(),
            nn.Linear(256, 128),
            nn.Sigmoid(),
            nn.Linear(128, 64),
            nn.Sigmoid(),
            nn.Linear(64, 10),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, 10)."""
        return self.layers(x)
