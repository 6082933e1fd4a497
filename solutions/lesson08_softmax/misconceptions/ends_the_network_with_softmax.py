"""Believes that a network for classes must return probabilities.

expect: test_net_returns_logits, test_a_short_batch_is_learned_too, test_sorted_images_are_learned_too,
    test_network_reads_new_digits
says: Your network ends in softmax, and CrossEntropyLoss applies log_softmax once more. With softmax applied twice the gradients are faint and training hardly moves.
says_zh: 你的网络以 softmax 结尾，而 CrossEntropyLoss 里还会再做一次 log_softmax。softmax 做了两遍，梯度变得很小，训练几乎不动。
"""


class Net(nn.Module):
    """784-512-256-128-64-10 with ReLU between the layers."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(784, 512),
            nn.ReLU(),
            nn.Linear(512, 256),
            nn.ReLU(),
            nn.Linear(256, 128),
            nn.ReLU(),
            nn.Linear(128, 64),
            nn.ReLU(),
            nn.Linear(64, 10),
            nn.Softmax(dim=1),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, 10)."""
        return self.layers(x)
